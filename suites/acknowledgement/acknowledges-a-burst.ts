import { maxUnsaidMs } from '../../runner/rate/rate-guard.ts';
import {
  actualOf,
  defineRule,
  didChange,
  fail,
  given,
  newDidReport,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { retryDelaysMs } from '../../simulator/index.ts';

/** Deleting a trunk that 100 PBXs share sends 100 messages at once. */
const maxAtOnce = 100;

export const acknowledgesABurst = defineRule({
  id: 'acknowledgement/acknowledges-a-burst',
  title: `acknowledges ${maxAtOnce} messages sent at the same moment, all within the timeout`,
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: 'Deleting a trunk that many PBXs share makes YCM send one message for each of them at once. It retries a few times, then drops the messages that were not acknowledged.',
  fix: "Accept connections faster than you process messages: store the message, respond, and work from a queue. Don't respond with 429 or 503. Allow a listen backlog of several hundred.",
  inProduction:
    'Someone deletes a trunk that 100 PBXs share, and 100 messages arrive within a second. A receiver that handles one at a time, or has ten database connections, responds to the last ones with 503 or too late. The retries come just as close together, and some PBXs keep DIDs that no longer exist.',
  tried:
    'Runs separately from the other rules. Sends a genuine message, then 100 trunk_delete messages about 100 PBXs at the same moment. Expects a 2xx within the timeout for each. Then sends 10 arrays about the same two PBXs at once, half of them in the opposite order: none may wait forever. A message that gets a 429 is sent again later. Also fails if the receiver accepts at most 100 messages of the check, then responds to everything with a 429 without Retry-After for longer than YCM retries.',
  lesson: 'store-then-answer',
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    const message = () => didChange(ctx, { event: 'trunk_delete' });
    given(await ctx.deliver(message()));
    const size = ctx.run.burstSize(maxAtOnce);
    if (size < maxAtOnce) ctx.triedLess({ what: 'messages at once', tried: size, planned: maxAtOnce });
    const sendings = Array.from({ length: size }, (_, n) =>
      ctx.deliver(message(), {
        unbounded: true,
        seesDrops: true,
        ofBurst: lostOf(ctx, size),
        note: `message ${n + 1} of ${size} at once`,
      }),
    );
    const missed = (await Promise.all(sendings)).filter((sent) => !sent.isAcknowledged);
    const [first] = missed;
    if (!first) return expectNoDeadlock(ctx);
    fail(
      `a 2xx within ${ctx.run.settings.timeoutSeconds} s for each of ${size} messages sent at once`,
      `${size - missed.length} acknowledged; for ${first.what}: ${actualOf(first)}`,
      undefined,
      first,
    );
  },
});

const arraysAtOnce = 10;

/** Arrays about the same two PBXs, half of them in the opposite order. A 5xx may be that of a database which ended a deadlock. */
async function expectNoDeadlock(ctx: RuleContext): Promise<void> {
  const sns = [ctx.serial(), ctx.serial()];
  const orders = [sns, sns.toReversed()];
  const sent = await Promise.all(
    Array.from({ length: ctx.run.burstSize(arraysAtOnce) }, (_, n) => {
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

/** The check waits when a receiver responds 429, but YCM gives up: messages that are rejected for longer than its retries last are lost. */
function lostOf({ run: { settings, profile } }: RuleContext, size: number): number {
  const retriesForMs = retryDelaysMs(settings, profile).reduce((sum, delayMs) => sum + delayMs, 0);
  return retriesForMs <= maxUnsaidMs / 2 ? size : 0;
}
