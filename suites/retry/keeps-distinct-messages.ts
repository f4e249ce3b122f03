import {
  assumeAcknowledged,
  assumeEffect,
  cannotTell,
  capacityChange,
  defineRule,
  didChange,
  type FindAdvice,
  fail,
  isSame,
  type Json,
  mentions,
  newDidReport,
  type RuleContext,
  showsDid,
  stateInWords,
  tryParts,
  unlikeDids,
} from '../../runner/rule-kit.ts';
import type { TrunkDidInfo } from '../../simulator/index.ts';
import { whyDropped } from './advice/why-dropped.ts';
import { bringsBothKindsInOneSecond, bringsDidsAfterCapacity } from './distinct/both-kinds.ts';
import { longPauses, type Times } from './distinct/long-pauses.ts';

export const keepsDistinctMessages = defineRule({
  id: 'retry/keeps-distinct-messages',
  title: 'applies every newer report, whatever its content and time of day',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['event-report', 'current-did-list', 'update-time'],
  why: 'DIDs are removed and assigned again. If the receiver takes the second assignment for a duplicate of the first, the PBX is left without its numbers. The same happens if it compares times as text, where 01:05 PM comes before 12:50 PM.',
  fix: 'Include updateTime and the kind of report in what identifies a duplicate. Compare updateTime as a number of seconds: rounding to minutes makes reports look equal. Keep one updateTime for the DIDs and another for the capacity of a PBX.',
  inProduction:
    'A DID moves to another PBX and comes back the next day. Apart from its updateTime, the report matches one from two days ago, so the receiver drops it as a duplicate. Callers hear that the number does not exist.',
  procedure: [
    'Hookswitch sends a DID change, a change to two other DIDs, and a change back to the first one. Each updateTime is 10 seconds later than the one before. Each change must take effect. Hookswitch repeats this with capacity reports.',
    'It sends pairs of DID changes that are 11 hours apart, at six times of the last two days. It also sends pairs from the last hour of daylight saving time and the hour after it, one report from the end of last year with one from now, and a pair between which a time in milliseconds overflows a 32-bit integer. In each pair, the newer report must take effect if the older one did.',
    'It sends a DID change that is older than the capacity report before it, about a new PBX and about one with known DIDs. The DID change must take effect too, because the two kinds are independent. So must a DID change and a capacity change with the same updateTime.',
    'If a DID change has no effect, Hookswitch sends more of them near the end of the check, with a pause in between, to find out why.',
  ],
  lesson: 'newest-wins',
  explainedBy: ['message/applies-simultaneous-messages'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const now = ctx.updateTime();
    // If this has no effect either, it isn't about times, and another rule finds it.
    const isLost =
      (await stateWithoutNewer(ctx, [now - 10, now], 'a DID change 10 s after another one')) !== undefined;
    await tryParts(ctx, [
      givesDidsBack,
      ...(isLost ? [] : longPauses(now)).map((times) => (part: RuleContext) => comesMuchLater(part, times)),
      ...(ctx.sees.capacity ? capacityParts : []),
    ]);
  },
});

const capacityParts = [
  givesCapacityBack,
  bringsBothKindsInOneSecond,
  (part: RuleContext) => bringsDidsAfterCapacity(part, false),
  (part: RuleContext) => bringsDidsAfterCapacity(part, true),
];

async function givesDidsBack(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  // Two other DIDs instead of one: the observer may show only how many there are.
  const [dids, others] = [ctx.dids(1), ctx.dids(2)];
  const first = await assumeEffect(ctx, sn, didChange(ctx, { sn, dids }), 'a DID change');
  const isShown = mentionsAll(ctx, first, dids);
  const other = didChange(ctx, { sn, dids: others, offset: 10 });
  const change = { note: 'a DID change to other DIDs', message: other, isShown, advise: whyDropped };
  const second = await applied(ctx, sn, first, change);
  const again = didChange(ctx, { sn, dids, offset: 20 });
  const back = { note: 'a DID change back to the first DID', message: again, isShown };
  const last = await applied(ctx, sn, second, back);
  if (isShown && !mentionsAll(ctx, last, dids))
    fail(
      'a DID that was removed and assigned again is present',
      unlikeDids(ctx, last, dids, others),
      keepEveryDid,
    );
}

const keepEveryDid = {
  why: 'A DID that the newest list contains belongs to the PBX. If it is missing, callers hear that the number does not exist.',
  fix: 'The report had an effect, so it was not taken for a duplicate, but its DID is missing. Store every DID of the newest list, whatever was stored before.',
};

async function comesMuchLater(ctx: RuleContext, times: Times): Promise<void> {
  const [older, newer] = times.map(textOf);
  const note = `a DID change of ${newer}, after one of ${older}`;
  const state = await stateWithoutNewer(ctx, times, note);
  if (state === undefined) return;
  // Another report with these times shows whether they are the cause.
  const isDueToTimes = (await stateWithoutNewer(ctx, times, note)) !== undefined;
  fail(
    `the effect of ${note}`,
    `acknowledged, but state still ${stateInWords(state)}`,
    isDueToTimes ? compareNumbers : undefined,
  );
}

/** The state if the newer of two reports has no effect. A receiver may ignore a report that is long past, so the first one needs none. */
async function stateWithoutNewer(
  ctx: RuleContext,
  [older, newer]: Times,
  note: string,
): Promise<Json | undefined> {
  const sn = ctx.serial();
  const dids = ctx.dids(1);
  const report = (updateTime: number, options = {}) => [
    { ...newDidReport(ctx, { sn, ...options }), updateTime },
  ];
  const nothing = await ctx.observe(sn);
  const first = await ctx.deliver(report(older, { dids }), { note: `a DID change of ${textOf(older)}` });
  if (!first.isAcknowledged) return undefined;
  const before = await ctx.observeChange(sn, nothing);
  if (isSame(before, nothing) || !mentionsAll(ctx, before, dids)) return undefined;
  assumeAcknowledged(await ctx.deliver(report(newer), { note }));
  const after = await ctx.observeChange(sn, before);
  return isSame(after, before) ? after : undefined;
}

const compareNumbers =
  'Compare updateTime as a number of seconds. Times as text are not in order: 01:05 PM comes before 12:50 PM, 10:00 before 9:00, 01/02/2026 before 31/12/2025, and local time repeats an hour when summer time ends. If you convert it to milliseconds, use a 64-bit integer.';

function textOf(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

async function givesCapacityBack(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const change = (extensions: string, offset: number) =>
    capacityChange(ctx, { sn, repository: { extensions }, offset });
  const first = await assumeEffect(ctx, sn, change('3571', 0), 'a capacity change');
  const isShown = mentions(first, '3571');
  const other = { note: 'a capacity change to another capacity', message: change('7193', 10), isShown };
  const second = await applied(ctx, sn, first, other);
  const back = { note: 'a capacity change back to the first', message: change('3571', 20), isShown };
  await applied(ctx, sn, second, back);
}

interface Change {
  readonly note: string;
  readonly message: unknown;
  /** Whether the observer shows what the message changes. */
  readonly isShown: boolean;
  /** Finds out why it has no effect. */
  readonly advise?: (ctx: RuleContext) => Promise<FindAdvice>;
}

/** The state after a new message; it must differ from the state before. */
async function applied(ctx: RuleContext, sn: string, before: Json, change: Change): Promise<Json> {
  const { note, message, isShown, advise } = change;
  assumeAcknowledged(await ctx.deliver(message, { note }));
  const after = await ctx.observeChange(sn, before);
  if (!isSame(after, before)) return after;
  if (!isShown)
    cannotTell({ reasonCode: 'no-effect-shown', detail: `the observer does not show what ${note} changes` });
  return fail(
    `the effect of ${note}`,
    `acknowledged, but state still ${stateInWords(after)}`,
    await advise?.(ctx),
  );
}

function mentionsAll(ctx: RuleContext, state: Json, dids: readonly TrunkDidInfo[]): boolean {
  return dids.every((info) => showsDid(ctx, state, info));
}
