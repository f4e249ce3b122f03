import { tolerableLagMs } from './limit.ts';

/** Counts messages that were sent late, and what held them up. */
export class Lateness {
  late = 0;
  heldByConnections = 0;
  heldByResends = 0;
  /** When each was last seen to be the hindrance (ms since the start). */
  #connectionsMs = Number.NEGATIVE_INFINITY;
  #resendsMs = Number.NEGATIVE_INFINITY;

  /** A message is due, and cannot be sent for this. */
  hindered(by: 'connections' | 'resends', nowMs: number): void {
    if (by === 'connections') this.#connectionsMs = nowMs;
    else this.#resendsMs = nowMs;
  }

  /** A message that was due then is sent so late, or so many are not sent at all. */
  count(dueMs: number, lagMs: number, times = 1): void {
    if (lagMs <= tolerableLagMs) return;
    this.late += times;
    if (dueMs <= this.#resendsMs) this.heldByResends += times;
    else if (dueMs <= this.#connectionsMs) this.heldByConnections += times;
  }
}
