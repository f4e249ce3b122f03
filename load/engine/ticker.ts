import type { LoadTick } from '../result.ts';
import type { OutcomeCounter } from './counter.ts';
import type { Cursor } from './cursor.ts';

/** What a tick needs to see of a run. */
export interface Watched {
  readonly tally: OutcomeCounter;
  readonly cursor: Cursor;
  readonly isMax: boolean;
  readonly inFlight: () => number;
  readonly waitingForResend: () => number;
}

/** Tells of one interval after the other. */
export class Ticker {
  readonly #watched: Watched;
  #atMs = 0;
  #due = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** What happened since the last call. */
  tick(nowMs: number): LoadTick {
    const { tally, cursor, isMax, inFlight, waitingForResend } = this.#watched;
    const { times, ...interval } = tally.takeInterval();
    const due = isMax ? tally.sent : cursor.dueBy(nowMs);
    const tick: LoadTick = {
      atMs: nowMs,
      intervalMs: nowMs - this.#atMs,
      due: due - this.#due,
      ...interval,
      ...times,
      inFlight: inFlight(),
      late: due - tally.sent,
      waitingForResend: waitingForResend(),
      total: tally.counts(),
    };
    this.#atMs = nowMs;
    this.#due = due;
    return tick;
  }
}
