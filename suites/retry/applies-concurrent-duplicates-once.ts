import {
  describeDifferences,
  differencesFromOthers,
  withNames,
  withoutNames,
} from '../../observation/index.ts';
import {
  assumeEffect,
  cannotTell,
  defineRule,
  didChange,
  fail,
  isSame,
  type Json,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { type TwoArrivals, twoArrivals } from './schedules/arrival.ts';
import { sendAt } from './schedules/send-at.ts';
import { failBySchedule, trySchedules } from './schedules/try-schedules.ts';

const copies = 5;

export const appliesConcurrentDuplicatesOnce = defineRule({
  id: 'retry/applies-concurrent-duplicates-once',
  title: 'applies a message once if several copies arrive at the same moment',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['retry-on-failure'],
  why: 'YCM can retry a message while the receiver is still working on the first attempt. Two workers look for an earlier copy, both find none, and both apply the message.',
  fix: 'Let the database decide with one atomic write, such as an upsert guarded by updateTime or a unique key over the content, instead of a read followed by a write.',
  inProduction:
    'Tests that send one request at a time never show this. In production, one slow response is enough: its retry arrives while the first attempt is still running, and each record exists twice.',
  procedure: [
    'Hookswitch learns the effect of single messages.',
    'It sends 5 copies of a message at the same moment, and does the same for two other PBXs. The result must look like that of a single message, apart from serial numbers, DIDs and anything else that differs between single messages.',
    'In simulated time, it also sends a message and its retry with many schedules, which set when and in how many pieces each arrives.',
  ],
  lesson: 'newest-wins',
  detects: 'applied-duplicate',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'retry/acknowledges-duplicates',
    'retry/applies-once',
  ],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    // Single messages are sent before and after, so that time-dependent values don't count as a difference.
    const before = await Promise.all([single(ctx), single(ctx)]);
    const concurrent = await Promise.all([several(ctx), several(ctx), several(ctx)]);
    const after = await Promise.all([single(ctx), single(ctx)]);
    for (const { state, names } of concurrent) {
      const found = differencesFromOthers([...before, ...after], state);
      if (found.length === 0) continue;
      const expected = `the same state after ${copies} simultaneous copies of a message as after a single one`;
      fail(expected, withNames(describeDifferences(found), names));
    }
    await tryRetrySchedules(ctx, [...before, ...after]);
  },
});

function newMessage(ctx: RuleContext) {
  const sn = ctx.serial();
  const dids = ctx.dids(1);
  const names = [sn, ...dids.map(({ did }) => did)];
  return { sn, names, message: didChange(ctx, { sn, dids }) };
}

/** The state after a message that arrives once. */
async function single(ctx: RuleContext): Promise<Json> {
  const { sn, names, message } = newMessage(ctx);
  return withoutNames(await assumeEffect(ctx, sn, message), names);
}

/** The state after a message that arrives several times at once. */
async function several(ctx: RuleContext): Promise<{ state: Json; names: readonly string[] }> {
  const { sn, names, message } = newMessage(ctx);
  const before = await ctx.observe(sn);
  const note = `one of ${copies} copies of a message at the same moment`;
  const sendings = await Promise.all(Array.from({ length: copies }, () => ctx.deliver(message, { note })));
  if (!sendings.some((sent) => sent.isAcknowledged)) {
    cannotTell({
      reasonCode: 'nothing-acknowledged',
      detail: `none of ${copies} simultaneous copies of a message was acknowledged`,
    });
  }
  if (isSame(await ctx.observeChange(sn, before), before)) {
    fail(
      `the effect of a message that arrives ${copies} times at the same moment`,
      'message acknowledged, but no effect',
    );
  }
  return { state: withoutNames(await ctx.observeQuiet(sn), names), names };
}

/** The same with a retry that arrives while the first copy is still being processed. */
async function tryRetrySchedules(ctx: RuleContext, singles: readonly [Json, ...Json[]]): Promise<void> {
  const schedules = {
    generated: twoArrivals,
    message: newMessage(ctx).message,
    of: (arrivals: TwoArrivals) => [arrivals],
  };
  await trySchedules(ctx, schedules, async ([first, second]) => {
    const { sn, names, message } = newMessage(ctx);
    const { steps } = await sendAt(ctx, [
      { message, what: 'the message', arrival: first },
      { message, what: 'its retry', arrival: second },
    ]);
    const found = differencesFromOthers(singles, withoutNames(await ctx.observeQuiet(sn), names));
    if (found.length === 0) return;
    failBySchedule(
      'the same state after a message and its retry, which arrives while the message is processed, as after the message alone',
      withNames(describeDifferences(found), names),
      steps,
    );
  });
}
