import { assertUsableLoad } from './assert-usable.ts';
import { runSlice } from './engine/engine.ts';
import { openAhead } from './engine/open-ahead.ts';
import { shareLoad } from './engine/shared.ts';
import { isFast, warmUp } from './engine/warm-up.ts';
import type { LoadHooks, LoadOptions, LoadTarget } from './options.ts';
import type { LoadResult } from './result.ts';

/**
 * Sends a slice of a plan and returns the result. What a receiver does is counted, never thrown. A slow receiver doesn't slow down the
 * schedule: if all connections are busy, messages are sent late, and lag and ack times count from when they were due.
 *
 * @throws HookswitchError `bad-load`, `bad-url`, `bad-settings`, `host-not-allowed`.
 */
export async function runLoad(
  target: LoadTarget,
  options: LoadOptions,
  hooks: LoadHooks = {},
): Promise<LoadResult> {
  assertUsableLoad(target, options);
  const shared = shareLoad(target, options);
  try {
    if (options.warmsUp && isFast(options.plan)) {
      await warmUp(target, options, shared, hooks.signal);
      await openAhead(target, options, shared);
    }
    return await runSlice(target, options, hooks, shared, performance.now());
  } finally {
    shared.connector.close();
  }
}
