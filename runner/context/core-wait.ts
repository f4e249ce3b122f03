import { readFileSync } from 'node:fs';
import { LateMeasurement } from './expect.ts';

/** How long this thread has been ready to run without getting a core, since it started (ms). Only Linux reports this; elsewhere it is 0. */
export function coreWaitMs(): number {
  try {
    const [, waitedNs] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ');
    return Number(waitedNs) / 1e6 || 0;
  } catch {
    return 0;
  }
}

/**
 * Starts watching how long this process waits for a core. While it waits, a receiver on the same machine may get no core either.
 *
 * @throws A LateMeasurement, from the function returned, if this thread has waited for at least `maxMs` since.
 */
export function watchCores(maxMs: number, waitedMs: () => number = coreWaitMs): () => void {
  const beforeMs = waitedMs();
  return () => {
    const lateMs = waitedMs() - beforeMs;
    if (lateMs >= maxMs) throw new LateMeasurement(lateMs);
  };
}

/** If this thread has no core for this part of the time, and for this long (ms), what it didn't see in time proves nothing. */
const starvedPart = 0.7;
const starvedMs = 1000;

/**
 * Starts watching how much of the time this thread waits for a core.
 *
 * @throws A LateMeasurement, from the function returned, if it has waited for at least 70 % of the time since, and a second.
 */
export function watchCoreShare(
  waitedMs: () => number = coreWaitMs,
  now: () => number = () => performance.now(),
): () => void {
  const [startedAt, beforeMs] = [now(), waitedMs()];
  return () => {
    const lateMs = waitedMs() - beforeMs;
    if (lateMs >= starvedMs && lateMs >= starvedPart * (now() - startedAt)) throw new LateMeasurement(lateMs);
  };
}
