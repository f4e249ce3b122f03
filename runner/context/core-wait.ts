import { readFileSync } from 'node:fs';
import { LateMeasurement } from './expect.ts';

/** For how long this thread was ready to run and had no core, since it started (ms). Linux says so; elsewhere it is 0. */
export function coreWaitMs(): number {
  try {
    const [, waitedNs] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ');
    return Number(waitedNs) / 1e6 || 0;
  } catch {
    return 0;
  }
}

/**
 * Watches from now on whether the machine has a core for this process. If not, it has none for a receiver beside it either.
 *
 * @returns A function that throws a LateMeasurement if this thread has waited at least so long (ms) since.
 */
export function watchCores(mostMs: number, waitedMs: () => number = coreWaitMs): () => void {
  const beforeMs = waitedMs();
  return () => {
    const lateMs = waitedMs() - beforeMs;
    if (lateMs >= mostMs) throw new LateMeasurement(lateMs);
  };
}
