import { actualOf, defineRule, didChange, fail, given } from '../../runner/rule-kit.ts';

/** The deletion of a trunk that this many PBXs share sends so many messages at once. */
const size = 100;

export const acknowledgesABurst = defineRule({
  id: 'acknowledgement/acknowledges-a-burst',
  title: `acknowledges ${size} messages that come at the same moment, all within the timeout`,
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: 'When a trunk is deleted that many PBXs share, YCM reports on all of them at once; what is not taken is tried a few times and then lost.',
  fix: 'Accept connections faster than you do the work: store the message and answer, work through a queue; do not answer 429 or 503, and give the socket a backlog of some hundreds.',
  inProduction:
    'A trunk is deleted that a hundred PBXs share. A hundred messages arrive in one second, and the receiver that works one at a time, or has ten connections to its database, answers the last ones 503 or too late. Retries come in the same step, and some PBXs keep DIDs that are gone.',
  tried:
    'Runs alone. After a genuine message, sends 100 trunk_delete messages about 100 PBXs at the same moment. Each has to be acknowledged within the timeout.',
  lesson: 'store-then-answer',
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    const message = () => didChange(ctx, { event: 'trunk_delete' });
    given(await ctx.deliver(message()));
    const sendings = Array.from({ length: size }, (_, n) =>
      ctx.deliver(message(), { unbounded: true, note: `message ${n + 1} of ${size} at once` }),
    );
    const missed = (await Promise.all(sendings)).filter((sent) => !sent.isAcknowledged);
    const [first] = missed;
    if (!first) return;
    fail(
      `a 2xx within ${ctx.run.settings.timeoutSeconds} s for each of ${size} messages sent at once`,
      `${size - missed.length} acknowledged; for ${first.what}: ${actualOf(first)}`,
      undefined,
      first,
    );
  },
});
