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
 * @throws A LateMeasurement, from the function returned, if this thread has waited for at least `mostMs` since.
 */
export function watchCores(mostMs: number, waitedMs: () => number = coreWaitMs): () => void {
  const beforeMs = waitedMs();
  return () => {
    const lateMs = waitedMs() - beforeMs;
    if (lateMs >= mostMs) throw new LateMeasurement(lateMs);
  };
}
