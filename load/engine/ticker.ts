import type { LoadTick } from '../result.ts';
import type { OutcomeCounter } from './counter.ts';
import type { Cursor } from './cursor.ts';

/** The parts of a run that a tick reads. */
interface Watched {
  readonly counter: OutcomeCounter;
  readonly cursor: Cursor;
  readonly isMax: boolean;
  readonly inFlight: () => number;
  readonly waitingForRetry: () => number;
}

/** Reports one interval after the other. */
export class Ticker {
  readonly #watched: Watched;
  #atMs = 0;
  #due = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** Counts since the last call. */
  tick(nowMs: number): LoadTick {
    const { counter, cursor, isMax, inFlight, waitingForRetry } = this.#watched;
    const { times, ...interval } = counter.takeInterval();
    const due = isMax ? counter.sent : cursor.dueBy(nowMs);
    const tick: LoadTick = {
      atMs: nowMs,
      intervalMs: nowMs - this.#atMs,
      due: due - this.#due,
      ...interval,
      ...times,
      inFlight: inFlight(),
      late: due - counter.sent,
      waitingForRetry: waitingForRetry(),
      total: counter.counts(),
    };
    this.#atMs = nowMs;
    this.#due = due;
    return tick;
  }
}
