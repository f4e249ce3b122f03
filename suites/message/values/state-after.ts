import { formOf } from '../../../observation/index.ts';
import {
  briefly,
  didChange,
  fail,
  failExplainedBy,
  isSame,
  type Json,
  type RuleContext,
  stateInWords,
} from '../../../runner/rule-kit.ts';
import type { TrunkDidInfo } from '../../../simulator/index.ts';
import { closestText, lossOf, showsEquivalent } from '../../cases/fragile-values.ts';

/** Bugs that damage values. The other rules in explainedBy explain why a report has no effect. */
export const damages = ['signature/accepts-non-ascii'];

type Changes = Partial<TrunkDidInfo> | readonly Partial<TrunkDidInfo>[];

/** The state after a report of DIDs with these values. Undefined if it is rejected: the vendor doesn't say how long a value may be. */
export async function stateAfter(
  ctx: RuleContext,
  changes: Changes,
  note: string,
): Promise<Json | undefined> {
  const sn = ctx.serial();
  const before = await ctx.observe(sn);
  const listed = [changes].flat();
  const dids = ctx.dids(listed.length).map((info, n) => ({ ...info, ...listed[n] }));
  const sent = await ctx.deliver(didChange(ctx, { sn, dids }), { note });
  if (!sent.isAcknowledged) return undefined;
  const after = await ctx.observeChange(sn, before);
  if (isSame(after, before))
    fail(`the effect of ${note}`, `acknowledged, but state still ${stateInWords(after)}`, rejectIt);
  return after;
}

const rejectIt =
  'Make room for every value that YCM may send. If your receiver hides the error that this value causes, log it, and do not respond with a 2xx to a report that was not stored.';

/** `what` describes the value. */
export function expectIn(state: Json | undefined, value: string, what: string): void {
  if (state === undefined || formOf(state, value) !== undefined) return;
  const text = JSON.stringify(state).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
  if (showsEquivalent(value, text)) return;
  const loss = lossOf(value, text);
  const expected = `${what} unchanged: ${briefly(value)}`;
  if (loss === undefined) fail(expected, `it is missing: ${stateInWords(state)}`);
  const found = closestText(state, value);
  const shown = found === undefined ? '' : `: ${briefly(found)}`;
  failExplainedBy(damages, expected, `the state shows it ${loss.how}${shown}`, loss.fix);
}
