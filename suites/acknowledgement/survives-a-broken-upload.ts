import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  type RuleContext,
  tryParts,
} from '../../runner/rule-kit.ts';
import { brokenUpload } from '../../simulator/faults/broken-upload.ts';

export const survivesABrokenUpload = defineRule({
  id: 'acknowledgement/survives-a-broken-upload',
  title: 'acknowledges a complete message after a first attempt was cut off halfway',
  level: 'must',
  sentBy: 'ycm',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['retry-on-failure'],
  why: 'YCM retries a message whose connection broke. If half a message crashes the receiver, or counts as already seen, the event is lost.',
  fix: 'If a request breaks off (in Node, an "error" or "aborted" event), discard it: change nothing, and don\'t mark it as seen. Process only complete, verified messages.',
  inProduction:
    "A connection breaks in the middle of a message. Nobody handles the stream's error, and the process exits. Or half a message is marked as seen, and the receiver drops the complete one as a duplicate.",
  procedure: [
    'Hookswitch sends a genuine message.',
    'Three times in parallel, it sends half of a message, resets the connection, and sends the same message completely.',
    'Your receiver must respond with a 2xx to each complete message, and its process must keep running.',
  ],
  lesson: 'read-to-the-end',
  needs: ['body'],
  isAboutFailures: true,
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { dids: 3 })));
    await tryParts(ctx, [breakAndRepeat, breakAndRepeat, breakAndRepeat]);
  },
});

async function breakAndRepeat(ctx: RuleContext): Promise<void> {
  const whole = didChange(ctx, { dids: 3 });
  const broken = await ctx.deliver(whole, { fault: brokenUpload });
  const note = 'a complete genuine message, after half of it was sent and the connection was reset';
  expectAcknowledged(ctx, await ctx.deliver(whole, { note }));
  const [how] = ctx.run.endedBy(whole, brokenUpload)?.split('\n', 1) ?? [];
  if (how !== undefined) fail('a process that keeps running', `it ${how}`, undefined, broken);
}
