import type { LoadTick } from '../../index.ts';
import { addCounts, countsOf } from '../../merge.ts';
import type { LoadCounts } from '../../result.ts';
import { nothingSent } from '../../result-of.ts';
import { mergeTicks } from './merge-ticks.ts';

type Levels = Pick<LoadTick, 'inFlight' | 'late' | 'waitingForRetry'>;

/** Merges the ticks of slices into ticks of the run. */
export class Ticks {
  #waiting: LoadTick[] = [];
  /** The last tick of each running slice. */
  readonly #last = new Map<number, LoadTick>();
  #ended = countsOf(nothingSent());
  #atMs = 0;

  add(n: number, tick: LoadTick): void {
    this.#waiting.push(tick);
    this.#last.set(n, tick);
  }

  /** A slice ended with these counts. */
  end(n: number, counts: LoadCounts): void {
    this.#last.delete(n);
    this.#ended = addCounts(this.#ended, countsOf(counts));
  }

  /** Counts since the last call. */
  take(atMs: number): LoadTick {
    const going = [...this.#last.values()];
    const sum = (of: (levels: Levels) => number) => going.reduce((total, tick) => total + of(tick), 0);
    const tick: LoadTick = {
      atMs,
      intervalMs: atMs - this.#atMs,
      ...mergeTicks(this.#waiting),
      inFlight: sum(({ inFlight }) => inFlight),
      late: sum(({ late }) => late),
      waitingForRetry: sum(({ waitingForRetry }) => waitingForRetry),
      total: going.map(({ total }) => countsOf(total)).reduce(addCounts, this.#ended),
    };
    this.#waiting = [];
    this.#atMs = atMs;
    return tick;
  }
}
