import { defineRule, didChange, expectAcknowledged, given, type RuleContext } from '../../runner/rule-kit.ts';
import { brokenUpload } from '../../simulator/faults/broken-upload.ts';

const times = 3;

export const survivesABrokenUpload = defineRule({
  id: 'acknowledgement/survives-a-broken-upload',
  title: 'acknowledges the whole message after half of it was sent and the connection broke',
  level: 'must',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['resend-on-failure'],
  why: 'YCM sends a message again whose connection broke: if the half of it crashed the receiver, or counts as seen, the event is lost.',
  fix: 'Let go of a request that breaks off (its "error" or "aborted" event), without an effect and without remembering it; only a complete and checked message counts.',
  inProduction:
    'A line breaks in the middle of a message. Nobody handles the error of the stream, and the process ends; or half a message is marked as seen, and the whole one that comes after is dropped as a repetition.',
  tried:
    'After a genuine message, three times at once: sends half of the body of a message and resets the connection, then sends the same message whole. The whole one has to be acknowledged.',
  lesson: 'read-to-the-end',
  needs: ['body'],
  isAboutFailures: true,
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx, { dids: 3 })));
    await Promise.all(Array.from({ length: times }, () => breakAndRepeat(ctx)));
  },
});

async function breakAndRepeat(ctx: RuleContext): Promise<void> {
  const whole = didChange(ctx, { dids: 3 });
  await ctx.deliver(whole, { fault: brokenUpload });
  const note = 'a genuine message, whole, after half of it was sent and the connection was reset';
  expectAcknowledged(ctx, await ctx.deliver(whole, { note }));
}
