import {
  assumeAcknowledged,
  defineRule,
  didChange,
  fail,
  newDidReport,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { expectDeletionsAtOnce } from './at-once/deletions.ts';

export const acknowledgesTenAtOnce = defineRule({
  id: 'acknowledgement/acknowledges-ten-at-once',
  title: 'acknowledges 10 messages sent at the same moment, all within the timeout',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: 'If ten PBXs share a trunk and somebody deletes it, YCM may send ten messages at once. It retries a few times, then drops the messages that were not acknowledged.',
  fix: "Accept connections faster than you process messages: store the message, respond, and work from a queue. Don't respond with 429 or 503.",
  inProduction:
    'The receiver needs a second for each message, and handles one at a time. Ten messages arrive together, and the last ones wait for longer than the timeout. Their retries arrive together too.',
  procedure: [
    'Hookswitch sends a genuine message. No other rule runs at the same time.',
    'It sends 10 trunk_delete messages about 10 PBXs at the same moment. Each must get a 2xx within the timeout.',
    'It sends 10 arrays about the same two PBXs at once, half of them in the opposite order. None of them may wait forever.',
    'If a message gets a 429, Hookswitch sends it again later.',
  ],
  lesson: 'store-then-answer',
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { event: 'trunk_delete' })));
    await expectDeletionsAtOnce(ctx, atOnce);
    await expectNoDeadlock(ctx);
  },
});

const atOnce = 10;

/** Arrays about the same two PBXs, half of them in the opposite order. A 5xx may mean that the database ended a deadlock. */
async function expectNoDeadlock(ctx: RuleContext): Promise<void> {
  const sns = [ctx.serial(), ctx.serial()];
  const orders = [sns, sns.toReversed()];
  const sent = await Promise.all(
    Array.from({ length: ctx.run.burstSize(atOnce) }, (_, n) => {
      const message = (orders[n % 2] ?? sns).map((sn) => newDidReport(ctx, { sn, offset: n }));
      return ctx.deliver(message, {
        unbounded: true,
        seesDrops: true,
        note: `array ${n + 1} about two PBXs at once`,
      });
    }),
  );
  const hung = sent.find(({ outcome }) => outcome.kind === 'timeout');
  if (!hung) return;
  const expected = `a 2xx for each of ${sent.length} arrays about the same two PBXs sent at once, half of them in the opposite order`;
  fail(expected, hung, lockInOneOrder);
}

const lockInOneOrder =
  'Two messages wait for each other: each has locked one PBX, and waits for the other one. Lock the PBXs of a message in a fixed order, for example sorted by sn, or store the message, respond, and apply one message at a time.';
