import { passTimeWithOthers } from '../../runner/context/other-traffic.ts';
import {
  capacityChange,
  defineRule,
  didChange,
  expectSameState,
  formatMs,
  givenEffect,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { retryHorizonMs } from '../../simulator/index.ts';
import { option, sentence } from '../../text/option-words.ts';

export const remembersLongEnough = defineRule({
  id: 'retry/remembers-long-enough',
  title: 'recognizes a duplicate for as long as YCM may retry, whatever else arrives in between',
  level: 'must',
  harm: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['retry-on-failure', 'retry-count', 'timeout'],
  why: 'The last retry may come a minute after the first attempt, behind hundreds of other messages. If the receiver has forgotten the message by then, it applies it again.',
  fix: 'Store what identifies a duplicate with each PBX, guarded by updateTime, and not in a cache. Otherwise let no entry expire or be evicted before all retries are over.',
  inProduction:
    'The receiver remembers the last thousand messages, or those of the last minute. A retry arrives later than that, for instance after an outage, and is applied as if it were new.',
  tried: sentence`Sends a DID change and a capacity change and waits for their effects. Then sends up to 200 messages about other PBXs, for at most 2 seconds. With ${option('thorough')}, sends up to 2,000, for as long as YCM may retry, at most 2 minutes. Then sends the first two again: neither state may change.`,
  lesson: 'newest-wins',
  explainedBy: ['retry/applies-once'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const messages = newMessages(ctx);
    for (const { sn, what, message } of messages) await givenEffect(ctx, sn, message, what);
    const passed = await passTime(ctx);
    await Promise.all(messages.map((one) => expectRemembered(ctx, one, passed)));
  },
});

interface Remembered {
  readonly what: string;
  readonly sn: string;
  readonly message: unknown;
}

function newMessages(ctx: RuleContext): readonly Remembered[] {
  const [one, other] = [ctx.serial(), ctx.serial()];
  const dids = { what: 'a DID change', sn: one, message: didChange(ctx, { sn: one, dids: 2 }) };
  const capacity = { what: 'a capacity change', sn: other, message: capacityChange(ctx, { sn: other }) };
  return ctx.sees.capacity ? [dids, capacity] : [dids];
}

/** Part of the time in which YCM may resend; with `thorough` all of it, up to a limit. */
async function passTime(ctx: RuleContext): Promise<string> {
  const horizonMs = retryHorizonMs(ctx.run.settings, ctx.run.profile);
  const [longestMs, most] = ctx.run.isThorough ? [120_000, 2000] : [2000, 200];
  const durationMs = Math.min(horizonMs, longestMs);
  const others = await passTimeWithOthers(ctx, { durationMs, most });
  const more = ctx.run.isThorough ? '' : sentence`; ${option('thorough')} waits longer`;
  ctx.note(
    durationMs < horizonMs
      ? sentence`resent after ${formatMs(durationMs)} and ${others} other messages; YCM may resend for ${formatMs(horizonMs)}${more}`
      : `resent after ${formatMs(horizonMs)}, as long as YCM may resend, and ${others} other messages`,
  );
  return `${formatMs(durationMs)} and ${others} messages about other PBXs`;
}

async function expectRemembered(ctx: RuleContext, { what, sn, message }: Remembered, passed: string) {
  // An observer that shows all PBXs also shows the other messages by now.
  const before = await ctx.observeQuiet(sn);
  await ctx.deliver(message, { note: `a duplicate of ${what} after ${passed}` });
  expectSameState(before, await ctx.observeQuiet(sn), `after a duplicate of ${what}, sent ${passed} later`);
}
