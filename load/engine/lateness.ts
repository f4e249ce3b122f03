import type { Outcome } from '../../simulator/wire/outcome.ts';
import type { LateMeasurements } from '../result.ts';
import { tolerableLagMs } from './limit.ts';

/** Counts messages that were sent late, and why; and attempts that this process measured late. */
export class Lateness {
  late = 0;
  heldByConnections = 0;
  heldByRetries = 0;
  measured: LateMeasurements | undefined;
  /** When each was last the reason (ms since the start). */
  #connectionsMs = Number.NEGATIVE_INFINITY;
  #retriesMs = Number.NEGATIVE_INFINITY;

  /** A message is due and can't be sent for this reason. */
  hindered(by: 'connections' | 'retries', nowMs: number): void {
    if (by === 'connections') this.#connectionsMs = nowMs;
    else this.#retriesMs = nowMs;
  }

  /** A message that was due then was sent this late, or this many were never sent. */
  count(dueMs: number, lagMs: number, times = 1): void {
    if (lagMs <= tolerableLagMs) return;
    this.late += times;
    if (dueMs <= this.#retriesMs) this.heldByRetries += times;
    else if (dueMs <= this.#connectionsMs) this.heldByConnections += times;
  }

  /** An attempt ended, the last of its message or not. This process was delayed by this much during it (ms), if at all. */
  ended({ kind }: Outcome, isLast: boolean, measuredLateMs: number | undefined): void {
    if (measuredLateMs === undefined) return;
    const timeouts = kind === 'timeout' ? 1 : 0;
    const lost = isLast ? timeouts : 0;
    this.measured = addMeasuredLate(this.measured, {
      attempts: 1,
      timeouts,
      lost,
      longestMs: measuredLateMs,
    });
  }
}

/** Merges the late measurements of two parts of a run. */
export function addMeasuredLate(
  a: LateMeasurements | undefined,
  b: LateMeasurements | undefined,
): LateMeasurements | undefined {
  if (!a || !b) return a ?? b;
  return {
    attempts: a.attempts + b.attempts,
    timeouts: a.timeouts + b.timeouts,
    lost: a.lost + b.lost,
    longestMs: Math.max(a.longestMs, b.longestMs),
  };
}
