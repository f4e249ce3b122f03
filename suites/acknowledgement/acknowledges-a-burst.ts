import { assumeAcknowledged, defineRule, didChange } from '../../runner/rule-kit.ts';
import { expectDeletionsAtOnce } from './at-once/deletions.ts';

/** Deleting a trunk that 100 PBXs share sends 100 messages at once. */
const maxAtOnce = 100;

export const acknowledgesABurst = defineRule({
  id: 'acknowledgement/acknowledges-a-burst',
  title: `acknowledges ${maxAtOnce} messages sent at the same moment, all within the timeout`,
  level: 'should',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: "The vendor doesn't say how many messages come at once. Deleting a trunk that 100 PBXs share may cause 100 messages. A receiver that is too slow for them loses those that are late even at the last retry.",
  fix: "Accept connections faster than you process messages: store the message, respond, and work from a queue. Don't respond with 429 or 503. Allow a listen backlog of several hundred.",
  inProduction:
    'Someone deletes such a trunk, and 100 messages arrive within a second. A receiver that handles one at a time, or has ten database connections, responds to the last ones with 503 or too late. The retries come just as close together, and some PBXs keep DIDs that no longer exist.',
  procedure: [
    'Hookswitch sends a genuine message. No other rule runs at the same time.',
    'It sends 100 trunk_delete messages about 100 PBXs at the same moment. Each must get a 2xx within the timeout. The evidence says how many per second were acknowledged.',
    'If a message gets a 429, Hookswitch sends it again later. The rule also fails if your receiver accepts at most 100 messages of the check, then responds to everything with a 429 without Retry-After for longer than YCM retries.',
  ],
  lesson: 'store-then-answer',
  explainedBy: ['acknowledgement/acknowledges-ten-at-once'],
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { event: 'trunk_delete' })));
    await expectDeletionsAtOnce(ctx, maxAtOnce);
  },
});
