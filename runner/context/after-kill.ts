import { option, sentence } from '../../text/option-words.ts';
import { isSame, type Json } from '../observation/json.ts';
import { givenEffect } from './effects.ts';
import { expectAcknowledged, expectSameContent, fail } from './expect.ts';
import { type OneReport, type ResultingState, unlikeOthers } from './one-report.ts';
import type { RuleContext } from './rule-context.ts';

/** Sends a report without interruption, and returns the resulting state. */
export async function applyReport(ctx: RuleContext, report: OneReport): Promise<ResultingState> {
  return { report, state: await givenEffect(ctx, report.sn, report.message, report.what) };
}

/** YCM retries what the kill interrupted. */
export async function retry(ctx: RuleContext, { message, what }: OneReport): Promise<void> {
  const note = `the retry of ${what}, whose first attempt was cut off by the kill`;
  expectAcknowledged(ctx, await ctx.deliver(message, { note }));
}

/** A durable queue loses nothing, even if it waits for longer than the check. */
export const finishWork = sentence`Respond only after the message is on disk, and finish the remaining work at startup. If a durable queue redelivers interrupted work only after a lease or visibility timeout, nothing is lost: set ${option('settleMs')} to more than that timeout, then rerun.`;

export async function expectShown(
  ctx: RuleContext,
  { sn, what }: OneReport,
  before: Json,
  which: string,
): Promise<void> {
  if (!isSame(before, await ctx.observeChange(sn, before))) return;
  fail(
    `the effect of ${what} ${which}, after the restart`,
    `no effect within ${(2 * ctx.run.settleMs) / 1000} s of the restart`,
    finishWork,
  );
}

/** Neither the restart nor a duplicate applies it a second time. */
export async function expectOnce(
  ctx: RuleContext,
  report: OneReport,
  usual: readonly ResultingState[],
  later: readonly ResultingState[],
): Promise<void> {
  const { sn, message, what } = report;
  const state = await ctx.observeQuiet(sn);
  const [before, after] = [usual, later].map((all) => all.find((result) => result.report.what === what));
  if (ctx.sees.state && before && after) {
    const unlike = unlikeOthers({ report, state }, before, after);
    if (unlike !== undefined)
      fail(`the same state after ${what} with a kill and restart as without them`, unlike);
  }
  await ctx.deliver(message, { note: `a duplicate of ${what} after the restart` });
  expectSameContent(
    state,
    await ctx.observeQuiet(sn),
    `after a duplicate of ${what} that arrives after a kill and restart`,
  );
}
