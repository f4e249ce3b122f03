import type { HistogramSnapshot, Percentiles } from './engine/histogram.ts';

/**
 * What came of attempts, counted by a short name: the status of an answer (`200`), `timeout`, the code of a connection that failed
 * (`ECONNREFUSED`, `CLOSED`, `BAD_ANSWER`, …), `cut`. There are no more names than statuses and codes.
 */
export type OutcomeCounts = Readonly<Record<string, number>>;

/** What became of a message, see {@link DeliveryCounts}. */
export type Fate = 'acknowledged' | 'refused' | 'unanswered' | 'cut';

/** What became of the messages of one kind; `sent` is the sum of the others once a run is over. */
export interface DeliveryCounts {
  /** Messages whose first attempt was made. */
  readonly sent: number;
  /** Answered with 2xx inside the timeout, at some attempt. For a forgery this is the receiver's mistake. */
  readonly acknowledged: number;
  /** Not acknowledged at any attempt, and answered at the last one: what is due to a forgery. */
  readonly refused: number;
  /** Not acknowledged at any attempt, and not answered at the last one. */
  readonly unanswered: number;
  /** The run ended before it was known. */
  readonly cut: number;
}

/** Counts of a run or of a part of it. */
export interface LoadCounts {
  readonly genuine: DeliveryCounts;
  readonly repeated: DeliveryCounts;
  readonly forged: DeliveryCounts;
  /** All attempts that have begun, retries among them. */
  readonly attempts: number;
  /** The extra load that retries are. */
  readonly retries: number;
  /** Attempts that have ended, by what came of them. */
  readonly outcomes: OutcomeCounts;
  /** Heads and bodies of all attempts that have begun. */
  readonly requestBytes: number;
}

/** The three times of a message. */
export interface LoadTimes<T> {
  /** From the moment when an attempt was due to the moment when it began. A retry is due a gap after the attempt before it ended. */
  readonly lag: T;
  /**
   * From the beginning of an attempt, opening a connection included, to the end of its answer, whatever the status. One that timed out
   * counts with what it waited; connections that failed and attempts that were cut do not count.
   */
  readonly service: T;
  /** From the moment when a message was due to its acknowledgement, retries and gaps included. What was not acknowledged is not in it. */
  readonly ack: T;
}

/** Times as they are reported (ms), and as they are merged. */
export interface TimesReport {
  readonly lagMs: Percentiles;
  readonly serviceMs: Percentiles;
  readonly ackMs: Percentiles;
  readonly histograms: LoadTimes<HistogramSnapshot>;
}

/**
 * What kept messages from being sent when they were due: nothing, to speak of; the tool, which had no time; the connections, all of them
 * busy since the receiver answers late; or retries, so many waiting that no new message was begun.
 */
export type LimitedBy = 'nothing' | 'tool' | 'connections' | 'retries';

/** What happened in one interval of a run; ticks of many machines are merged by adding. */
export interface LoadTick extends TimesReport {
  /** The end of the interval, since the start of the plan (ms). */
  readonly atMs: number;
  readonly intervalMs: number;
  /** Messages that became due; with `max`, those that were sent. */
  readonly due: number;
  /** First attempts. */
  readonly sent: number;
  readonly attempts: number;
  readonly acknowledged: number;
  readonly outcomes: OutcomeCounts;
  /** Attempts under way at its end. */
  readonly inFlight: number;
  /** Messages due and not sent at its end. */
  readonly late: number;
  /** Deliveries that wait for their next attempt at its end. */
  readonly waitingForRetry: number;
  /** Counts since the start. */
  readonly total: LoadCounts;
}

/** What came of a run: plain data. */
export interface LoadResult extends LoadCounts, TimesReport {
  /** When due times began to count: ISO 8601, this machine's clock. */
  readonly startedAt: string;
  /** From then until nothing was under way any more (ms). */
  readonly durationMs: number;
  /** `done`: the end of every message is known. `drained`: the time for it was over. `aborted`: by the signal. */
  readonly ended: 'done' | 'drained' | 'aborted';
  /** Messages that were due until the end. */
  readonly due: number;
  /** Those of them that were never sent; each is in the lag with what it had at the end. */
  readonly unsent: number;
  /** The stretch of the plan in which they were due, since its start (ms). */
  readonly dueFromMs: number;
  readonly dueToMs: number;
  /** When the last first attempt began, since the start of the plan (ms). */
  readonly lastSentMs: number;
  /** Messages per second that the plan asks for, on the average over that stretch. */
  readonly requestedPerSecond: number | 'max';
  /** Messages per second that were sent, over that stretch, or until the last one was sent when that took longer. */
  readonly achievedPerSecond: number;
  readonly limitedBy: LimitedBy;
  /** Why that is thought, in one sentence. */
  readonly limitedByWhy: string;
  /** Share of the time in which the thread was busy, 0 to 1. */
  readonly utilization: number;
  /** What this process itself was too late to see in time; absent: nothing. */
  readonly measuredLate?: LateMeasurements | undefined;
}

/** Attempts during which the sending process itself was held up: their times and timeouts may be its doing, and not the receiver's. */
export interface LateMeasurements {
  readonly attempts: number;
  /** Those of them that timed out. */
  readonly timeouts: number;
  /** Messages that were given up after such a timeout. */
  readonly lost: number;
  /** For how long it was held up during one of them at most (ms). */
  readonly longestMs: number;
}
