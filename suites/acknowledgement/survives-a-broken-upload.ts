import { expectAcknowledged, given } from '../../runner/context/expect.ts';
import { defineRule, type RuleContext } from '../../runner/rule.ts';
import { brokenUpload } from '../../simulator/faults/broken-upload.ts';
import { didReport } from '../../simulator/index.ts';

const times = 3;

export const survivesABrokenUpload = defineRule({
  id: 'acknowledgement/survives-a-broken-upload',
  title: 'acknowledges the whole message after half of it was sent and the connection broke',
  level: 'must',
  basis: 'derived',
  requirements: ['resend-on-failure'],
  why: 'YCM sends a message again whose connection broke: if the half of it crashed the receiver, or counts as seen, the event is lost.',
  hint: 'Let go of a request that breaks off (its "error" or "aborted" event), without an effect and without remembering it; only a complete and checked message counts.',
  needs: ['body'],
  async run(ctx) {
    given(await ctx.deliver(message(ctx)));
    await Promise.all(Array.from({ length: times }, () => breakAndRepeat(ctx)));
  },
});

async function breakAndRepeat(ctx: RuleContext): Promise<void> {
  const whole = message(ctx);
  await ctx.deliver(whole, { fault: brokenUpload });
  const note = 'a genuine message, whole, after half of it was sent and the connection was reset';
  expectAcknowledged(ctx, await ctx.deliver(whole, { note }));
}

function message(ctx: RuleContext) {
  return [didReport({ sn: ctx.serial(), dids: ctx.dids(3), updateTime: ctx.updateTime() })];
}
