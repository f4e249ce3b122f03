import { boolean, record } from 'fast-check';
import {
  assumeAcknowledged,
  assumeEffect,
  capacityChange,
  defineRule,
  expectVisibleEffect,
  fail,
  type Json,
  type ListsByOffset,
  listsFor,
  mentions,
  newDidReport,
  type RuleContext,
  showsBothKinds,
  unlikeNewest,
} from '../../runner/rule-kit.ts';
import { type TwoArrivals, twoArrivals } from './schedules/arrival.ts';
import { sendAt } from './schedules/send-at.ts';
import { failBySchedule, trySchedules } from './schedules/try-schedules.ts';

const pbxs = 18;
/** The same if time is short. */
const corePbxs = 6;
/** Writing a long list takes longer, so that two writes overlap. */
const longList = 40;
/** Seconds after the first report of a PBX, in the order of sending. */
const orders = [
  [30, 0, 10, 20],
  [0, 30, 20, 10],
  [20, 10, 30, 0],
];
const newest = 30;
const orWait =
  'If another report holds the lock, wait for it or respond 503: do not acknowledge a report that you drop.';
const writeApart = `Write only the columns of the report's kind: a receiver that reads and writes a whole PBX undoes what was written in between. Or lock the PBX from reading to writing. ${orWait}`;
const capacity = { offset: 40, repository: { extensions: '73519' } };

export const endsWithTheNewestOfConcurrentReports = defineRule({
  id: 'retry/ends-with-the-newest-of-concurrent-reports',
  title: 'ends up with the newest of several reports about one PBX that arrive at the same moment',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['retry-on-failure', 'update-time', 'current-did-list'],
  why: 'A receiver may still be working on a report that timed out when the next one arrives. If both read the old updateTime before either writes, the older one can be written last.',
  fix: `Compare and write in one step, such as UPDATE … WHERE update_time < ?, or lock the PBX while you do both. A lock or a cache in one process does not see what other processes write. ${orWait}`,
  inProduction:
    'The database is slow for a moment. An administrator changes the DIDs of a PBX twice within a few seconds, and the receiver processes both reports at once. The older one is written last. Until the next change, the receiver shows a DID that the PBX no longer has.',
  procedure: [
    'Hookswitch sends four DID reports and a capacity report about one PBX at the same moment. Each DID report has its own DIDs and updateTime.',
    `It repeats this for ${pbxs} PBXs, or ${corePbxs} if time is short, one after the other, with the newest report first, in the middle or last. If a report is not acknowledged, it is sent once more, as YCM does.`,
    'Each PBX must end up with the DIDs of its newest report only, and with its capacity if the observer shows it.',
    'In simulated time, Hookswitch also sends two reports with many schedules, which set when and in how many pieces each arrives.',
  ],
  lesson: 'newest-wins',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'retry/ignores-a-late-older-message',
    'message/replaces-the-did-list',
    'retry/keeps-distinct-messages',
  ],
  needs: ['observer', 'state', 'carriage', 'shown-dids'],
  async run(ctx) {
    const [, showsCapacity] = await Promise.all([
      expectVisibleEffect(ctx),
      ctx.sees.capacity && showsItsCapacity(ctx),
    ]);
    const sent: Sent[] = [];
    const enoughMs = (2 / 3) * ctx.run.leftMs();
    const most = ctx.run.isShort() ? corePbxs : pbxs;
    while (sent.length < most && ctx.run.leftMs() > enoughMs) sent.push(await sendAtOnce(ctx, sent.length));
    if (sent.length < pbxs) ctx.triedLess({ what: 'cases', tried: sent.length, planned: pbxs });
    for (const one of sent) await expectNewest(ctx, one, showsCapacity);
    await tryReportSchedules(ctx);
  },
});

async function showsItsCapacity(ctx: RuleContext): Promise<boolean> {
  const sn = ctx.serial();
  return hasCapacity(
    await assumeEffect(ctx, sn, capacityChange(ctx, { sn, ...capacity }), 'a capacity change'),
  );
}

function hasCapacity(state: Json): boolean {
  return mentions(state, capacity.repository.extensions);
}

interface Sent {
  readonly sn: string;
  readonly lists: ListsByOffset;
}

async function sendAtOnce(ctx: RuleContext, n: number): Promise<Sent> {
  const order = orders[n % orders.length] ?? [];
  const [sn, lists] = [ctx.serial(), listsFor(ctx, order, n % 2 === 0 ? 1 : longList)];
  const [first, ...others] = order.map((offset) => ({
    isGiven: offset === newest,
    message: [newDidReport(ctx, { sn, offset, dids: lists.get(offset) ?? [] })],
  }));
  const among = { isGiven: true, message: capacityChange(ctx, { sn, ...capacity }) };
  await Promise.all([...(first ? [first] : []), among, ...others].map((one) => sendOne(ctx, one)));
  return { sn, lists };
}

interface Sending {
  /** Whether the rule is inconclusive if this report isn't acknowledged. */
  readonly isGiven: boolean;
  readonly message: unknown;
}

async function sendOne(ctx: RuleContext, { isGiven, message }: Sending): Promise<void> {
  const note = 'one of several reports about one PBX that arrive at the same moment';
  const sent = await ctx.deliver(message, { note });
  if (sent.isAcknowledged) return;
  const again = await ctx.deliver(message, { note: `${note}, again` });
  if (isGiven) assumeAcknowledged(again);
}

/** Without another report at the same moment, a DID report must leave the capacity of its PBX unchanged. */
async function expectKeptInTurn(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const note = 'a capacity change';
  const before = await assumeEffect(ctx, sn, capacityChange(ctx, { sn, ...capacity }), note);
  assumeAcknowledged(await ctx.deliver([newDidReport(ctx, { sn, offset: capacity.offset + 10 })]));
  const state = await ctx.observeChange(sn, before);
  if (hasCapacity(state)) return;
  fail('the capacity of a PBX kept after a DID report about it', lostCapacity, keepOtherKind);
}

const lostCapacity = 'all acknowledged, but the state no longer shows its values';

const keepOtherKind =
  "Write only the columns of the report's kind. A DID report says nothing about the capacity, so a receiver that saves the whole PBX empties it.";

const keepDids =
  "Write only the columns of the report's kind. A capacity report says nothing about the DIDs, so a receiver that saves the whole PBX empties them. If your receiver keeps both, let the observer show both, and not only the latest report.";

async function expectNewest(ctx: RuleContext, { sn, lists }: Sent, showsCapacity: boolean): Promise<void> {
  const isRight = (state: Json) =>
    unlikeNewest(ctx, state, lists) === undefined && (!showsCapacity || hasCapacity(state));
  if (isRight(await ctx.observe(sn))) return;
  // A write may still be in progress.
  const state = await ctx.observeQuiet(sn);
  if (isRight(state)) return;
  const unlike = unlikeNewest(ctx, state, lists);
  const when = 'after reports about one PBX that arrived at the same moment';
  if (unlike === undefined) {
    await expectKeptInTurn(ctx);
    fail(`the capacity ${when}`, lostCapacity, writeApart);
  }
  if (!(await showsBothKinds(ctx)))
    fail('the DIDs of a PBX kept after a newer capacity report about it', 'none of them shows', keepDids);
  fail(`only the DIDs of the newest of ${lists.size} DID reports ${when}`, unlike);
}

/** An older report, and the newest. */
const offsets = [0, 10] as const;

/** The same with a report that arrives while another one is still being processed. */
async function tryReportSchedules(ctx: RuleContext): Promise<void> {
  const schedules = {
    generated: record({ isNewestFirst: boolean(), arrivals: twoArrivals }),
    message: [newDidReport(ctx, { sn: ctx.serial(), offset: 0 })],
    of: (arrivals: TwoArrivals) => [true, false].map((isNewestFirst) => ({ isNewestFirst, arrivals })),
  };
  await trySchedules(ctx, schedules, async ({ isNewestFirst, arrivals }) => {
    const [sn, lists] = [ctx.serial(), listsFor(ctx, offsets, 1)];
    const order = isNewestFirst ? offsets.toReversed() : offsets;
    const { sent, steps } = await sendAt(
      ctx,
      arrivals.map((arrival, n) => {
        const offset = order[n] ?? 0;
        const message = [newDidReport(ctx, { sn, offset, dids: lists.get(offset) ?? [] })];
        return { message, what: offset > 0 ? 'the newest report' : 'the older report', arrival };
      }),
    );
    if (!sent.every(({ isAcknowledged }) => isAcknowledged)) return;
    const unlike = unlikeNewest(ctx, await ctx.observeQuiet(sn), lists);
    if (unlike === undefined) return;
    failBySchedule('only the DIDs of the newer one of two reports that overlap', unlike, steps);
  });
}
