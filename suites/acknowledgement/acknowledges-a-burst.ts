import { actualOf, fail, given } from '../../runner/context/expect.ts';
import { defineRule } from '../../runner/rule.ts';
import { didReport } from '../../simulator/index.ts';

/** The deletion of a trunk that this many PBXs share sends so many messages at once. */
const size = 100;

export const acknowledgesABurst = defineRule({
  id: 'acknowledgement/acknowledges-a-burst',
  title: `acknowledges ${size} messages that come at the same moment, all within the timeout`,
  level: 'must',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: 'When a trunk is deleted that many PBXs share, YCM reports on all of them at once; what is not taken is tried a few times and then lost.',
  hint: 'Accept connections faster than you do the work: store the message and answer, work through a queue; do not answer 429 or 503, and give the socket a backlog of some hundreds.',
  runs: 'alone',
  async run(ctx) {
    const message = () => [
      didReport({ sn: ctx.serial(), event: 'trunk_delete', dids: ctx.dids(1), updateTime: ctx.updateTime() }),
    ];
    given(await ctx.deliver(message()));
    const sendings = Array.from({ length: size }, (_, n) =>
      ctx.deliver(message(), { unbounded: true, note: `message ${n + 1} of ${size} at once` }),
    );
    const missed = (await Promise.all(sendings)).filter((sent) => !sent.isAcknowledged);
    const [first] = missed;
    if (!first) return;
    fail(
      `acknowledges all of ${size} messages that come at once, within ${ctx.settings.timeoutSeconds} s`,
      `acknowledged ${size - missed.length} of them; to ${first.what} it ${actualOf(first)}`,
    );
  },
});
