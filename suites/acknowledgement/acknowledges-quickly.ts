import { ownTimeMs } from '../../runner/context/expect.ts';
import {
  defineRule,
  didChange,
  fail,
  formatMs,
  genuineMessages,
  given,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { didEvents } from '../../simulator/index.ts';

/** Of 20 messages one may be slow: that is what the 95th percentile says. */
const samples = 20;
const mayBeSlow = 1;
/** A receiver that takes its time, and never too much, has shown enough after so long (ms). */
const enoughMs = 5000;

export const acknowledgesQuickly = defineRule({
  id: 'acknowledgement/acknowledges-quickly',
  title: 'acknowledges 95 of 100 messages in a third of the timeout, whatever their event and size',
  level: 'should',
  harm: 'lenient',
  basis: 'derived',
  requirements: ['timeout'],
  why: 'What is near the timeout on a quiet day is past it on a busy one, and is then sent again and again.',
  fix: 'Find what is waited for before the answer: a call of another service, a lock, a cold start. Move it behind the answer.',
  inProduction:
    'At 3 seconds of 5 there is no room: a backup, a cold start or a busy Monday takes the rest. The retries of what came too late are further load, and make the next ones late as well.',
  tried:
    'Runs alone. Sends up to 20 messages one after the other, of every kind, with 1 DID and with 25, and fails at the second that takes longer than a third of the timeout. A receiver that was slow none of the time is done after 5 seconds.',
  lesson: 'store-then-answer',
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    const limitMs = ctx.run.timeoutMs / 3;
    let slow = 0;
    let totalMs = 0;
    for (const [n, [what, message]] of messages(ctx).entries()) {
      const sent = await ctx.deliver(message, { note: what });
      given(sent);
      const tookMs = ownTimeMs(sent);
      totalMs += tookMs;
      if (tookMs > limitMs) slow += 1;
      if (slow > mayBeSlow) {
        const took = `${slow} of ${n + 1} messages took longer; the last took ${formatMs(tookMs)}: ${what}`;
        fail(
          `at least ${samples - mayBeSlow} of ${samples} messages acknowledged within ${formatMs(limitMs)}`,
          took,
        );
      }
      if (slow === 0 && totalMs > enoughMs && n > didEvents.length) return;
    }
  },
});

/** Every kind of message over and over, with few DIDs and with more. */
function messages(ctx: RuleContext): (readonly [what: string, message: unknown])[] {
  const sizes = [1, 25];
  const sized = didEvents.flatMap((event) =>
    sizes.map((count) => {
      const what = `a genuine ${event} message with ${count === 1 ? '1 DID' : `${count} DIDs`}`;
      return [what, didChange(ctx, { event, dids: count })] as const;
    }),
  );
  return [...genuineMessages(ctx), ...sized, ...genuineMessages(ctx)].slice(0, samples);
}
