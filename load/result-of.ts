import { OutcomeCounter } from './engine/counter.ts';
import { Lateness } from './engine/lateness.ts';
import { limitOf } from './engine/limit.ts';
import type { LoadResult } from './result.ts';

/** The facts of a run at its end. */
interface EndOfRun {
  readonly startedAt: string;
  readonly ended: LoadResult['ended'];
  readonly isMax: boolean;
  readonly durationMs: number;
  readonly unsent: number;
  /** The planned time (ms). */
  readonly plannedMs: number;
  readonly lastSentMs: number;
  readonly counter: OutcomeCounter;
  readonly lateness: Lateness;
  readonly utilization: number;
  readonly connections: number;
}

export function loadResultOf(facts: EndOfRun): LoadResult {
  const { startedAt, ended, isMax, durationMs, unsent, lastSentMs, counter, lateness } = facts;
  const { utilization, connections, plannedMs } = facts;
  const times = counter.times();
  const due = counter.sent + unsent;
  return {
    startedAt,
    durationMs,
    ended,
    ...counter.counts(),
    due,
    unsent,
    dueToMs: plannedMs,
    lastSentMs,
    requestedPerSecond: isMax ? 'max' : ratePerSecond(due, plannedMs),
    achievedPerSecond: ratePerSecond(counter.sent, Math.max(plannedMs, lastSentMs)),
    ...times,
    ...limitOf({ isMax, lagP99Ms: times.lagMs.p99, unsent, ...lateness, utilization, connections }),
    utilization,
    ...(lateness.measured ? { measuredLate: lateness.measured } : {}),
  };
}

/** The result of a run that never started. */
export function nothingSent(): LoadResult {
  return loadResultOf({
    startedAt: new Date(0).toISOString(),
    ended: 'aborted',
    isMax: false,
    durationMs: 0,
    unsent: 0,
    plannedMs: 0,
    lastSentMs: 0,
    counter: new OutcomeCounter(),
    lateness: new Lateness(),
    utilization: 0,
    connections: 0,
  });
}

/** 0 if no time has passed. */
export function ratePerSecond(count: number, durationMs: number): number {
  return durationMs > 0 ? (count * 1000) / durationMs : 0;
}
