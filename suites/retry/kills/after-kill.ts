import { isSame, type Json } from '../../../observation/index.ts';
import {
  assumeEffect,
  expectAcknowledged,
  expectSameState,
  fail,
  failExplainedBy,
  type OneReport,
  type ResultingState,
  type RuleContext,
  unlikeOthers,
} from '../../../runner/rule-kit.ts';

/** Sends a report without interruption, and returns the resulting state. */
export async function applyReport(ctx: RuleContext, report: OneReport): Promise<ResultingState> {
  return { report, state: await assumeEffect(ctx, report.sn, report.message, report.what) };
}

/** YCM retries messages that the kill interrupted. */
async function retry(ctx: RuleContext, { message, what }: OneReport): Promise<void> {
  const note = `the retry of ${what}, whose first attempt was cut off by the kill`;
  expectAcknowledged(ctx, await ctx.deliver(message, { note }));
}

/** A durable queue loses nothing, even if it waits for longer than the check. */
export const finishWork =
  'Respond only after the message is on disk, and finish the remaining work at startup. If a durable queue redelivers interrupted work only after a lease or visibility timeout, nothing is lost: set --settle to more than that timeout, then rerun.';

/** Bugs that lose an acknowledged report without a restart. A receiver that applies duplicates loses none. */
const losses = ['message/applies-simultaneous-messages', 'message/keeps-pbxs-apart'];

/** A report that was acknowledged before the kill has an effect after it. */
export async function expectKept(
  ctx: RuleContext,
  { sn, what }: OneReport,
  before: Json,
  moment: string,
): Promise<void> {
  if (!isSame(before, await ctx.observeChange(sn, before))) return;
  const expected = `the effect of ${what} acknowledged before the kill (${moment}), after the restart`;
  failExplainedBy(losses, expected, noEffect(ctx), finishWork);
}

/** A report that the kill interrupted has an effect after its retry. */
export async function expectRetried(
  ctx: RuleContext,
  report: OneReport,
  before: Json,
  moment: string,
): Promise<void> {
  await retry(ctx, report);
  if (!isSame(before, await ctx.observeChange(report.sn, before))) return;
  const expected = `the effect of ${report.what} sent again after the kill (${moment}), after the restart`;
  fail(expected, noEffect(ctx), finishWork);
}

function noEffect({ run }: RuleContext): string {
  return `no effect within ${(2 * run.settleMs) / 1000} s of the restart`;
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
  expectSameState(
    state,
    await ctx.observeQuiet(sn),
    `after a duplicate of ${what} that arrives after a kill and restart`,
  );
}
