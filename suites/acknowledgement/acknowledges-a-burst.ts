import { defineRule, didChange, given } from '../../runner/rule-kit.ts';
import { expectDeletionsAtOnce } from './at-once/deletions.ts';

/** Deleting a trunk that 100 PBXs share sends 100 messages at once. */
const maxAtOnce = 100;

export const acknowledgesABurst = defineRule({
  id: 'acknowledgement/acknowledges-a-burst',
  title: `acknowledges ${maxAtOnce} messages sent at the same moment, all within the timeout`,
  level: 'should',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: "The vendor doesn't say how many messages come at once. A trunk that 100 PBXs share may cause 100, and a receiver that can't take them loses those that are late even for the last retry.",
  fix: "Accept connections faster than you process messages: store the message, respond, and work from a queue. Don't respond with 429 or 503. Allow a listen backlog of several hundred.",
  inProduction:
    'Someone deletes a trunk that 100 PBXs share, and 100 messages arrive within a second. A receiver that handles one at a time, or has ten database connections, responds to the last ones with 503 or too late. The retries come just as close together, and some PBXs keep DIDs that no longer exist.',
  tried:
    'Runs separately from the other rules. Sends a genuine message, then 100 trunk_delete messages about 100 PBXs at the same moment. Expects a 2xx within the timeout for each. The evidence says how many per second were acknowledged. A message that gets a 429 is sent again later. Also fails if the receiver accepts at most 100 messages of the check, then responds to everything with a 429 without Retry-After for longer than YCM retries.',
  lesson: 'store-then-answer',
  explainedBy: ['acknowledgement/acknowledges-ten-at-once'],
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx, { event: 'trunk_delete' })));
    await expectDeletionsAtOnce(ctx, maxAtOnce);
  },
});
