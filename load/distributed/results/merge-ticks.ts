import { addTimes, newTimes, timesReportOf } from '../../engine/times.ts';
import { addOutcomes } from '../../merge.ts';
import type { LoadTick, OutcomeCounts } from '../../result.ts';

/** Counts of an interval, without its end. */
export type Happened = Pick<
  LoadTick,
  'due' | 'sent' | 'attempts' | 'acknowledged' | 'outcomes' | 'lagMs' | 'serviceMs' | 'ackMs' | 'histograms'
>;

/** Merges the counts of several slices. Counts are added, histograms merged without loss. */
export function mergeTicks(ticks: readonly LoadTick[]): Happened {
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
