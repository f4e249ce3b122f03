import { addMeasuredLate } from './engine/lateness.ts';
import { addTimes, newTimes, timesReportOf } from './engine/times.ts';
import type { DeliveryCounts, LoadCounts, LoadResult, OutcomeCounts } from './result.ts';
import { ratePerSecond } from './result-of.ts';

/**
 * Merges the results of slices of one plan, in any order and from any machine: counts are added, histograms merged without loss. The slice
 * that was limited most says what limited the rate.
 */
export function mergeResults(results: readonly [LoadResult, ...LoadResult[]]): LoadResult {
  const times = newTimes();
  for (const { histograms } of results) addTimes(times, histograms);
  const counts = results.map(countsOf).reduce(addCounts);
  const sum = (of: (result: LoadResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  const greatest = (of: (result: LoadResult) => number) => Math.max(...results.map(of));
  const dueToMs = greatest((result) => result.dueToMs);
  const lastSentMs = greatest((result) => result.lastSentMs);
  const due = sum((result) => result.due);
  const slowest = results.reduce((a, b) => (slowness(b) > slowness(a) ? b : a));
  const { limitedBy, limitedByWhy } = slowest;
  const measuredLate = results.map((result) => result.measuredLate).reduce(addMeasuredLate);
  return {
    startedAt: results.map(({ startedAt }) => startedAt).sort()[0] ?? results[0].startedAt,
    durationMs: greatest(({ durationMs }) => durationMs),
    ended: results
      .map(({ ended }) => ended)
      .reduce((a, b) => (endings.indexOf(b) > endings.indexOf(a) ? b : a)),
    ...counts,
    due,
    unsent: sum(({ unsent }) => unsent),
    dueToMs,
    lastSentMs,
    requestedPerSecond: results.some(({ requestedPerSecond }) => requestedPerSecond === 'max')
      ? 'max'
      : ratePerSecond(due, dueToMs),
    achievedPerSecond: ratePerSecond(
      sum(({ unsent, due: all }) => all - unsent),
      Math.max(dueToMs, lastSentMs),
    ),
    ...timesReportOf(times),
    limitedBy,
    limitedByWhy,
    utilization: greatest(({ utilization }) => utilization),
    ...(measuredLate ? { measuredLate } : {}),
  };
}

/** From best to worst. */
const endings: readonly LoadResult['ended'][] = ['done', 'drained', 'aborted'];

function slowness({ limitedBy, lagMs }: LoadResult): number {
  return limitedBy === 'nothing' ? -1 : (lagMs.p99 ?? 0);
}

export function countsOf({
  genuine,
  repeated,
  forged,
  attempts,
  retries,
  outcomes,
  requestBytes,
}: LoadCounts): LoadCounts {
  return { genuine, repeated, forged, attempts, retries, outcomes, requestBytes };
}

/** The sum of the counts of two parts. */
export function addCounts(a: LoadCounts, b: LoadCounts): LoadCounts {
  return {
    genuine: addDeliveries(a.genuine, b.genuine),
    repeated: addDeliveries(a.repeated, b.repeated),
    forged: addDeliveries(a.forged, b.forged),
    attempts: a.attempts + b.attempts,
    retries: a.retries + b.retries,
    outcomes: addOutcomes(a.outcomes, b.outcomes),
    requestBytes: a.requestBytes + b.requestBytes,
  };
}

function addDeliveries(a: DeliveryCounts, b: DeliveryCounts): DeliveryCounts {
  return {
    sent: a.sent + b.sent,
    acknowledged: a.acknowledged + b.acknowledged,
    refused: a.refused + b.refused,
    unanswered: a.unanswered + b.unanswered,
    aborted: a.aborted + b.aborted,
  };
}

export function addOutcomes(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const sum = new Map(Object.entries(a));
  for (const [name, times] of Object.entries(b)) sum.set(name, (sum.get(name) ?? 0) + times);
  return Object.fromEntries(sum);
}
