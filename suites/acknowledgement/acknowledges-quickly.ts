import {
  assumeAcknowledged,
  type Decided,
  defineRule,
  didChange,
  fail,
  formatMs,
  genuineMessages,
  ownTimeMs,
  type RuleContext,
  type SeenMessage,
  type Watch,
  type WatchFacts,
} from '../../runner/rule-kit.ts';
import { didEvents, isAcknowledged } from '../../simulator/index.ts';

/** One of 20 messages may be slow: that is the 95th percentile. */
const samples = 20;
const mayBeSlow = 1;
/** If no message was slow, the rule ends after this time (ms). */
const enoughMs = 5000;

export const acknowledgesQuickly = defineRule({
  id: 'acknowledgement/acknowledges-quickly',
  title: 'acknowledges 95% of messages within a third of the timeout, for every event and size',
  level: 'should',
  sentBy: 'ycm',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['timeout'],
  why: 'A response time close to the timeout on a quiet day exceeds it on a busy one. YCM then retries, which adds more load.',
  fix: 'Find what the receiver waits for before it responds: a call to another service, a lock, a cold start. Move it after the response.',
  inProduction:
    'A receiver that needs 3 of 5 seconds has little margin. A backup, a cold start or a busy Monday uses it up. The retries then make the next responses late as well.',
  procedure: [
    'Hookswitch sends up to 20 messages of every kind, with 1 and with 25 DIDs, one after another. No other rule runs at the same time.',
    'The rule fails when two of them take longer than a third of the timeout. It stops after 5 seconds if none was slow.',
    'Hookswitch also measures the messages of all other rules that your receiver got while it had nothing else to do. The rule fails if more than 5% of at least 20 acks are slow. If there are fewer, it fails if even the fastest of at least 20 acks of all rules is slow.',
  ],
  lesson: 'store-then-answer',
  runs: 'alone',
  isAboutFailures: true,
  watch: watchAcks,
  async run(ctx) {
    const limitMs = limitOf(ctx.run.timeoutMs);
    let slow = 0;
    let totalMs = 0;
    for (const [n, [what, message]] of messages(ctx).entries()) {
      const sent = await ctx.deliver(message, { note: what });
      assumeAcknowledged(sent);
      const tookMs = ownTimeMs(sent);
      totalMs += tookMs;
      if (tookMs > limitMs) slow += 1;
      if (slow > mayBeSlow) {
        const took = `${slow} of ${n + 1} messages took longer; the last took ${formatMs(tookMs)}: ${what}`;
        fail(expectedWithin(limitMs), took, undefined, sent);
      }
      if (slow === 0 && totalMs > enoughMs && n > didEvents.length) return;
    }
  },
});

function limitOf(timeoutMs: number): number {
  return timeoutMs / 3;
}

function expectedWithin(limitMs: number): string {
  return `at least ${samples - mayBeSlow} of ${samples} messages acknowledged within ${formatMs(limitMs)}`;
}

/** Longer messages may take longer (bytes). */
const maxBytes = 16_384;

/** Counts the acks of messages that waited for no other one. If there are few, it is enough that even the fastest of all acks is slow. */
function watchAcks({ timeoutMs }: WatchFacts): Watch {
  const limitMs = limitOf(timeoutMs);
  let [count, countOfAll] = [0, 0];
  let fastest: SeenMessage | undefined;
  const slow: SeenMessage[] = [];
  const decideByFastest = (): Decided | undefined => {
    if (!fastest || countOfAll < samples || ownTimeMs(fastest.sent) <= limitMs) return undefined;
    const took = `all ${countOfAll} messages of the check took longer, even the fastest with ${formatMs(ownTimeMs(fastest.sent))}: ${fastest.what}`;
    return { verdict: 'fail', expected: expectedWithin(limitMs), actual: took, message: fastest };
  };
  return {
    note(message) {
      const { isGenuine, isAlone, sent } = message;
      if (!isGenuine || !isAcknowledged(sent.outcome) || sent.request.body.length > maxBytes) return;
      countOfAll += 1;
      if (!fastest || ownTimeMs(sent) < ownTimeMs(fastest.sent)) fastest = message;
      if (!isAlone) return;
      count += 1;
      if (ownTimeMs(sent) > limitMs) slow.push(message);
    },
    decide() {
      const message = slow.at(-1);
      if (count < samples) return decideByFastest();
      if (!message || slow.length <= (mayBeSlow / samples) * count)
        return {
          verdict: 'pass',
          note: `decided by ${count} messages of other rules: ${slow.length} were slow`,
        };
      const took = `${slow.length} of ${count} messages of the check took longer; the last took ${formatMs(ownTimeMs(message.sent))}: ${message.what}`;
      return { verdict: 'fail', expected: expectedWithin(limitMs), actual: took, message };
    },
  };
}

/** Every kind of message repeatedly, with few DIDs and with more. */
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
