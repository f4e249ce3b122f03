import { didChange } from './messages.ts';
import type { RuleContext } from './rule-context.ts';

export interface TrafficBounds {
  /** How long to go on (ms). */
  readonly durationMs: number;
  /** Messages at most. */
  readonly most: number;
}

/** How many are sent side by side: a part of what the run may have under way, so that other rules go on. */
const atOnce = 8;

/** Lets time pass while messages about other PBXs arrive, each about one of its own; tells how many were acknowledged. */
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
