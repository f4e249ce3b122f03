import { didChange } from './messages.ts';
import type { RuleContext } from './rule-context.ts';

export interface TrafficBounds {
  /** How long (ms). */
  readonly durationMs: number;
  /** The maximum number of messages. */
  readonly most: number;
}

/** How many to send at once: a part of the run's limit, so that other rules can continue. */
const atOnce = 8;

/** Waits while messages about other PBXs arrive, each about its own. Returns how many were acknowledged. */
export async function passTimeWithOthers(
  ctx: RuleContext,
  { durationMs, most }: TrafficBounds,
): Promise<number> {
  const endsAt = performance.now() + durationMs;
  let acknowledged = 0;
  let begun = 0;
  const sendSome = async () => {
    while (begun < most && performance.now() < endsAt) {
      begun += 1;
      const { isAcknowledged } = await ctx.deliver(didChange(ctx), {
        note: 'a message about another PBX, in between',
      });
      if (isAcknowledged) acknowledged += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendSome));
  const leftMs = endsAt - performance.now();
  if (leftMs > 0) await ctx.pause(leftMs);
  return acknowledged;
}
