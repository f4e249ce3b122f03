import { type SeenReport, withoutNames } from '../../observation/index.ts';
import {
  assumeEffect,
  capacityChange,
  defineRule,
  describeDifferences,
  didChange,
  differences,
  expectSameState,
  fail,
  formatMs,
  isSame,
  type Json,
  type RuleContext,
  tryEach,
} from '../../runner/rule-kit.ts';
import { retryHorizonMs } from '../../simulator/index.ts';
import { passTimeWithOthers } from './remembers/other-traffic.ts';

export const remembersLongEnough = defineRule({
  id: 'retry/remembers-long-enough',
  title: 'recognizes a duplicate for as long as YCM may retry, whatever else arrives in between',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['retry-on-failure', 'retry-count', 'timeout'],
  why: 'The last retry may come long after the first attempt, behind hundreds of other messages. If the receiver has forgotten the message by then, it applies it again.',
  fix: 'Recognize duplicates by the updateTime stored with each PBX, not by a cache of seen messages. If you use a cache, let no entry expire or be evicted before all retries are over.',
  inProduction:
    'The receiver remembers the last thousand messages, or those of the last minute. A retry arrives later than that, for instance after an outage, and is applied as if it were new.',
  procedure: [
    'Near the end of the check, Hookswitch sends the first DID change and capacity change of the check again. They come at least 5 seconds later, after up to 1,100 messages about other PBXs, or 150 if time is short. With --thorough, Hookswitch waits as long as YCM may retry, at most 2 minutes.',
    'Neither state may change, and neither may have disappeared before.',
    'If your receiver has crashed, if these states have changed, or if YCM would no longer retry the old messages, Hookswitch sends new messages first.',
  ],
  lesson: 'newest-wins',
  explainedBy: ['retry/applies-once'],
  needs: ['observer', 'carriage'],
  runs: 'late',
  async run(ctx) {
    const { reports, passed } = await earlyReports(ctx);
    await tryEach(ctx, reports, (part, report) => expectRemembered(part, report, passed));
  },
});

interface Early {
  readonly reports: readonly SeenReport[];
  /** How long ago they were sent, and how many other messages came in between. */
  readonly passed: string;
}

/** The minimum time that the check waits before it sends a report again (ms). */
const usualMs = 5000;

/** The first reports of the check whose PBXs are unchanged since; new reports if there are none. */
async function earlyReports(ctx: RuleContext): Promise<Early> {
  const { reports, agoMs } = ctx.run.early();
  // A receiver may forget what YCM can't send any more.
  const isOver = agoMs + usualMs > retryHorizonMs(ctx.run.settings, ctx.run.profile);
  const early = isOver ? [] : reports;
  // A state that all PBXs share has changed in any case.
  const states = ctx.sees.allAtOnce ? [] : await Promise.all(early.map(({ sn }) => ctx.observeQuiet(sn)));
  const unchanged: SeenReport[] = [];
  for (const [n, report] of early.entries()) {
    const now = states[n] ?? report.state;
    const isKnown = isSame(now, report.state);
    if (!isKnown) await expectKept(ctx, report, now, `${formatMs(agoMs)} after it was applied`);
    if (isKnown) unchanged.push(report);
    else ctx.note(`PBX ${report.sn} has changed since the check began, so it was left out`);
  }
  if (unchanged.length > 0) return { reports: unchanged, passed: await passTime(ctx, unchanged, agoMs) };
  const own = await newReports(ctx);
  return { reports: own, passed: await passTime(ctx, own, 0, ctx.run.acknowledged()) };
}

async function newReports(ctx: RuleContext): Promise<readonly SeenReport[]> {
  const [one, other] = [ctx.serial(), ctx.serial()];
  const dids = { sn: one, message: didChange(ctx, { sn: one, dids: 2 }), what: 'a DID change' };
  const capacity = { sn: other, message: capacityChange(ctx, { sn: other }), what: 'a capacity change' };
  const seen: SeenReport[] = [];
  for (const { sn, message, what } of ctx.sees.capacity ? [dids, capacity] : [dids])
    seen.push({ sn, message, state: await assumeEffect(ctx, sn, message, what) });
  return seen;
}

/** How many messages come in between if time is short, besides arrays. */
const fewMessages = 150;

/** Waits for the rest of the time, and meanwhile sends the rest of the messages. */
async function passTime(ctx: RuleContext, [one]: readonly SeenReport[], agoMs: number, acknowledged = 0) {
  const horizonMs = retryHorizonMs(ctx.run.settings, ctx.run.profile);
  const [longestMs, usualMessages] = ctx.run.isThorough ? [120_000, 2000] : [usualMs, 1100];
  const maxMessages = ctx.run.isShort() ? fewMessages : usualMessages;
  const others = () => ctx.run.acknowledged() - acknowledged;
  const { tookMs } = await passTimeWithOthers(ctx, {
    sn: one?.sn ?? '',
    minMs: Math.min(horizonMs, longestMs) - agoMs,
    maxMs: horizonMs - agoMs,
    maxMessages: maxMessages - others(),
  });
  const passed = `${formatMs(agoMs + tookMs)} and ${others()} other messages`;
  const more = ctx.run.isThorough ? '' : '; --thorough waits longer';
  const isAll = agoMs + tookMs >= horizonMs;
  const [tried = 0, planned = 0] = [agoMs + tookMs, horizonMs].map((ms) => Math.round(ms / 1000));
  if (tried < planned) ctx.triedLess({ what: 'seconds', tried, planned });
  ctx.note(
    isAll
      ? `sent again after ${passed}; YCM may retry for ${formatMs(horizonMs)}`
      : `sent again after ${passed}; YCM may retry for ${formatMs(horizonMs)}${more}`,
  );
  return passed;
}

async function expectRemembered(ctx: RuleContext, report: SeenReport, passed: string) {
  const { sn, message } = report;
  // If the observer shows all PBXs at once, the other messages have changed the state by now.
  const before = await (ctx.sees.allAtOnce ? ctx.observeQuiet(sn) : ctx.observe(sn));
  await expectKept(ctx, report, before, `${passed} after it was applied`);
  await ctx.deliver(message, { note: `a duplicate, sent ${passed} after the first message` });
  expectSameState(before, await ctx.observeQuiet(sn), `after a duplicate, sent ${passed} later`);
}

/** The state must not be that of a PBX without any report. */
async function expectKept(ctx: RuleContext, report: SeenReport, now: Json, when: string): Promise<void> {
  if (!ctx.sees.state || ctx.sees.allAtOnce || isSame(now, report.state)) return;
  const other = ctx.serial();
  const unknown = withoutNames(await ctx.observe(other), [other]);
  const isGone = (state: Json) => isSame(withoutNames(state, [report.sn]), unknown);
  if (!isGone(now) || isGone(report.state)) return;
  fail(
    `the state of a PBX kept until a newer report about it arrives, ${when}`,
    `it is gone: ${describeDifferences(differences(report.state, now))}`,
    keepTheState,
  );
}

const keepTheState =
  'Your receiver removes what it has applied. Look for a TTL, an EXPIRE or a cache with a limit where the state is stored, and for a cleanup job. A report is valid until a newer one about the same PBX arrives, maybe for months. A job that compares ages must know that updateTime is in seconds.';
