import {
  assumeAcknowledged,
  assumeEffect,
  type Effect,
  effectsOf,
  fail,
  newDidReport,
  type RuleContext,
} from '../../../runner/rule-kit.ts';

/** Each report has its own time. The next report is newer than the one before, whatever else was in the array. */
export async function tryOwnTimes(ctx: RuleContext, offsets: readonly number[]): Promise<void> {
  const items = offsets.map((offset) => ({ sn: ctx.serial(), offset }));
  const order = items[0]?.offset === 0 ? 'older' : 'newer';
  const note = `an array of reports about two PBXs with different updateTimes, the ${order} one first`;
  const sns = items.map(({ sn }) => sn);
  const message = items.map((item) => newDidReport(ctx, item));
  const first = await effectsOf(ctx, sns, message, note);
  assumeAcknowledged(first.sent);
  const lost = items.find((_, n) => !first.effects[n]?.isChanged);
  if (lost) await assumeAlone(ctx, lost.offset);
  expectAll(first.effects, `both reports of ${note}`);
  const next = items.map(async ({ sn, offset }) => {
    const report = newDidReport(ctx, { sn, dids: 2, offset: offset + 10 });
    const { sent, effects } = await effectsOf(ctx, [sn], [report], 'the next report about one of these PBXs');
    assumeAcknowledged(sent);
    return effects;
  });
  const effects = (await Promise.all(next)).flat();
  if (effects.some(({ isChanged }) => !isChanged)) await assumeNextShows(ctx);
  expectAll(effects, `the next report about each PBX after ${note}`, compareOwnTime);
}

/** A receiver that ignores a report of this time outside an array too has another bug. */
async function assumeAlone(ctx: RuleContext, offset: number): Promise<void> {
  const sn = ctx.serial();
  await assumeEffect(ctx, sn, [newDidReport(ctx, { sn, offset })], 'a DID report of the same time alone');
}

/** The observer may not show what the next report about a known PBX changes. */
async function assumeNextShows(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  await assumeEffect(ctx, sn, [newDidReport(ctx, { sn })], 'a DID report');
  const next = [newDidReport(ctx, { sn, dids: 2, offset: 10 })];
  await assumeEffect(ctx, sn, next, 'the next DID report about the same PBX');
}

function expectAll(effects: readonly Effect[], what: string, fix?: string): void {
  const missing = effects.flatMap(({ isChanged }, n) => (isChanged ? [] : [n + 1]));
  if (missing.length === 0) return;
  const which =
    missing.length === effects.length
      ? 'none of the PBXs shows one'
      : `PBX ${missing[0]} of the array shows none`;
  fail(`the effect of ${what}`, `acknowledged, but ${which}`, fix);
}

const compareOwnTime =
  'Compare the updateTime of each report with the one stored for its own PBX, and store it there. The reports of an array may have different times.';
