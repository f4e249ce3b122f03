import type { RunState } from '../context/run-state.ts';
import { describeChanges, differences } from './difference.ts';
import { isSame, type Json } from './json.ts';
import type { Resting } from './learning/learned.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

/** A clock in seconds has advanced by then (ms). */
const movesWithinMs = 1200;

/**
 * Changes of an untouched PBX while nothing is sent: with an observer that shows the time or counts its requests, every rule would blame the
 * receiver. One change may be late work of the receiver, two can't be. Undefined if nothing changes.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function movesByItself(
  run: RunState,
  { sn, state }: Resting,
  signal: AbortSignal,
): Promise<string | undefined> {
  const poller = pollerFor(run, signal);
  const next = async (before: Json) =>
    stateSeen(await poller.changed(sn, before, poller.endsAfter(movesWithinMs)));
  const now = stateSeen(await poller.observe(sn));
  if (isSame(now, state)) return undefined;
  const once = await next(now);
  if (isSame(once, now)) return undefined;
  const twice = await next(once);
  return isSame(twice, once) ? undefined : describeChanges(differences(once, twice));
}
