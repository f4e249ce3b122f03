import { addTimes, newTimes, timesReportOf } from '../../engine/times.ts';
import type { LoadTick } from '../../index.ts';
import { addCounts, addOutcomes, countsOf } from '../../merge.ts';
import type { LoadCounts, OutcomeCounts } from '../../result.ts';
import { nothingSent } from '../../result-of.ts';

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

/** Merges the counts of several slices. Counts are added, histograms merged without loss. */
export function mergeTicks(
  ticks: readonly LoadTick[],
): Omit<LoadTick, keyof Levels | 'atMs' | 'intervalMs' | 'total'> {
  const times = newTimes();
  const sums = { due: 0, sent: 0, attempts: 0, acknowledged: 0 };
  let outcomes: OutcomeCounts = {};
  for (const tick of ticks) {
    sums.due += tick.due;
    sums.sent += tick.sent;
    sums.attempts += tick.attempts;
    sums.acknowledged += tick.acknowledged;
    outcomes = addOutcomes(outcomes, tick.outcomes);
    addTimes(times, tick.histograms);
  }
  return { ...sums, outcomes, ...timesReportOf(times) };
}
