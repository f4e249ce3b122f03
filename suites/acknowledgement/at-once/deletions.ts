import {
  actualOf,
  didChange,
  fail,
  formatMs,
  maxUnsaidMs,
  type RuleContext,
  type Sent,
} from '../../../runner/rule-kit.ts';
import { retryDelaysMs } from '../../../simulator/index.ts';

/** Sends a trunk_delete about each of `count` PBXs at the same moment. All must be acknowledged in time. */
export async function expectDeletionsAtOnce(ctx: RuleContext, count: number): Promise<void> {
  const size = ctx.run.burstSize(count);
  if (size < count) ctx.triedLess({ what: 'messages at once', tried: size, planned: count });
  const sendings = Array.from({ length: size }, (_, n) =>
    ctx.deliver(didChange(ctx, { event: 'trunk_delete' }), {
      unbounded: true,
      seesDrops: true,
      ofBurst: lostOf(ctx, size),
      note: `message ${n + 1} of ${size} at once`,
    }),
  );
  const sent = await Promise.all(sendings);
  const [first] = sent.filter((one) => !one.isAcknowledged);
  if (!first) return ctx.note(`of ${size} messages sent at once: ${rateOf(sent)}`);
  fail(
    `a 2xx within ${ctx.run.settings.timeoutSeconds} s for each of ${size} messages sent at once`,
    `${rateOf(sent)}; for ${first.what}: ${actualOf(first)}`,
    undefined,
    first,
  );
}

/** "50 acknowledged in 2.5 s, 20 per second". */
function rateOf(sent: readonly Sent[]): string {
  const acknowledged = sent.filter((one) => one.isAcknowledged);
  const tookMs = Math.max(1, ...acknowledged.map(({ elapsedMs }) => elapsedMs));
  const count = acknowledged.length;
  if (count === 0) return 'none acknowledged';
  const perSecond = (count * 1000) / tookMs;
  const rounded = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond);
  return `${count} acknowledged in ${formatMs(tookMs)}, ${rounded} per second`;
}

/** The check waits when a receiver responds 429, but YCM gives up: messages that are rejected for longer than its retries last are lost. */
function lostOf({ run: { settings, profile } }: RuleContext, size: number): number {
  const retriesForMs = retryDelaysMs(settings, profile).reduce((sum, delayMs) => sum + delayMs, 0);
  return retriesForMs <= maxUnsaidMs / 2 ? size : 0;
}
