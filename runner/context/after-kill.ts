import { isSame, type Json } from '../observation/json.ts';
import { givenEffect } from './effects.ts';
import { expectAcknowledged, expectSameState, fail } from './expect.ts';
import { type Led, type OneReport, unlikeOthers } from './one-report.ts';
import type { RuleContext } from './rule-context.ts';

/** Sends a report to which nothing happens, and gives the state that it leads to. */
export async function lead(ctx: RuleContext, report: OneReport): Promise<Led> {
  return { report, state: await givenEffect(ctx, report.sn, report.message, report.what) };
}

/** What the kill has cut off is for YCM to send again. */
export async function retry(ctx: RuleContext, { message, what }: OneReport): Promise<void> {
  const note = `the retry of ${what} whose first attempt the kill cut off`;
  expectAcknowledged(ctx, await ctx.deliver(message, { note }));
}

export async function expectShown(
  ctx: RuleContext,
  { sn, what }: OneReport,
  before: Json,
  which: string,
): Promise<void> {
  if (!isSame(before, await ctx.observeChange(sn, before))) return;
  fail(`shows, when it is started again, ${what} ${which}`, 'shows nothing of it');
}

/** Neither the start nor a repetition applies it once more. */
export async function expectOnce(
  ctx: RuleContext,
  report: OneReport,
  usual: readonly Led[],
  later: readonly Led[],
): Promise<void> {
  const { sn, message, what } = report;
  const state = await ctx.observeQuiet(sn);
  const [before, after] = [usual, later].map((all) => all.find((led) => led.report.what === what));
  if (ctx.sees.state && before && after) {
    const unlike = unlikeOthers({ report, state }, before, after);
    if (unlike !== undefined)
      fail(
        `applies ${what} once, though it is killed and started again`,
        `ends otherwise than without: ${unlike}`,
      );
  }
  await ctx.deliver(message, { note: `a repetition of ${what} after the receiver was started again` });
  expectSameState(
    state,
    await ctx.observeQuiet(sn),
    `after a repetition of ${what} that comes after it was killed and started again`,
  );
}
