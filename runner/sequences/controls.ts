import { given } from '../context/expect.ts';
import type { RuleContext } from '../context/rule-context.ts';
import type { Json } from '../observation/json.ts';
import { missingFrom, unlike } from './compare.ts';
import { reportInWords } from './describe-steps.ts';
import type { Expected } from './expected.ts';
import { type Names, namesFor } from './names.ts';
import type { SequenceReport } from './step.ts';

/** A new PBX that gets only these reports, in order. */
export async function control(
  ctx: RuleContext,
  pbx: number,
  reports: readonly SequenceReport[],
): Promise<Names> {
  const names = namesFor(ctx, [pbx], reports);
  for (const report of reports) {
    const note = `a message for comparison, about another PBX: ${reportInWords(report)}`;
    given(await ctx.deliver(names.message([report]), { note }));
  }
  return names;
}

/** A PBX after a sequence, and its two controls. */
export interface Compared {
  readonly expected: Expected;
  readonly own: Names;
  readonly byNewest: Names;
  readonly inOrder: Names;
}

interface Discrepancy {
  /** In words. */
  readonly what: string;
  /** The content of its newest reports doesn't show. */
  readonly lacksNewest: boolean;
}

/** How a PBX differs from its controls at this moment. */
export async function unlikeNow(
  ctx: RuleContext,
  { expected: { pbx, newest }, own, byNewest, inOrder }: Compared,
): Promise<Discrepancy | undefined> {
  const observe = async (names: Names): Promise<Json> => names.neutral(await ctx.observe(names.sn(pbx)));
  const [state, first, second] = await Promise.all([observe(own), observe(byNewest), observe(inOrder)]);
  const what = unlike(state, { byNewest: first, inOrder: second }, newest);
  return what === undefined ? undefined : { what, lacksNewest: missingFrom(state, first, newest).length > 0 };
}

/** How a PBX differs from its controls at the end. A difference is checked again after some time. */
export async function unlikeControls(ctx: RuleContext, compared: Compared): Promise<Discrepancy | undefined> {
  if ((await unlikeNow(ctx, compared)) === undefined) return undefined;
  await ctx.observeQuiet(compared.own.sn(compared.expected.pbx));
  return unlikeNow(ctx, compared);
}
