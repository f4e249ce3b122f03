import type { RuleContext } from '../../../runner/rule-kit.ts';

/** Longer than the usual cooldowns and caches of a few seconds, and longer than a receiver waits to merge reports (ms). */
export const longPauseMs = 6000;

/** Waits until this pause has passed since the given time of `performance.now()`. Usually the rest of the check took longer. */
export function pauseSince(ctx: RuleContext, atMs: number): Promise<void> {
  return ctx.pause(Math.max(0, atMs + longPauseMs - performance.now()));
}
