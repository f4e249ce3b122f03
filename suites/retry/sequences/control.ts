import { assumeAcknowledged, type RuleContext, type Sent } from '../../../runner/rule-kit.ts';
import type { SequenceReport } from '../../../schemas/sequence-step.ts';
import { reportInWords } from './describe-steps.ts';
import type { Expected } from './expected.ts';
import { type Names, namesFor } from './names.ts';
import type { Superseded } from './superseded.ts';

/** A new PBX that gets only these reports, in order. */
export interface Control {
  readonly names: Names;
  readonly reports: readonly SequenceReport[];
  /** The attempts, up to the first one that is not acknowledged. */
  readonly sent: readonly Sent[];
  readonly isAcknowledged: boolean;
}

/** Sends the reports of a control. Inconclusive if one is not acknowledged. */
export async function control(
  ctx: RuleContext,
  pbx: number,
  reports: readonly SequenceReport[],
): Promise<Control> {
  const sent = await tryControl(ctx, pbx, reports);
  sent.sent.forEach(assumeAcknowledged);
  return sent;
}

/** Sends the reports of a control, even if the receiver no longer acknowledges them. */
export async function tryControl(
  ctx: RuleContext,
  pbx: number,
  reports: readonly SequenceReport[],
  names = namesFor(ctx, [pbx], reports),
): Promise<Control> {
  const sent: Sent[] = [];
  for (const report of reports) {
    const note = `a message for comparison, about another PBX: ${reportInWords(report)}`;
    sent.push(await ctx.deliver(names.message([report]), { note }));
    if (!sent.at(-1)?.isAcknowledged) break;
  }
  return { names, reports, sent, isAcknowledged: sent.every((one) => one.isAcknowledged) };
}

/** A PBX after a sequence, and its two controls. */
export interface Compared {
  readonly expected: Expected;
  readonly superseded: Superseded;
  readonly own: Names;
  readonly byNewest: Control;
  readonly inOrder: Control;
}
