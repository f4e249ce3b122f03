import type { HistogramSnapshot, Percentiles } from './engine/histogram.ts';
import type { TrafficKind } from './workload/traffic.ts';

/**
 * Outcomes of attempts, counted by a short name: the status of a response (`200`), `timeout`, the code of a failed connection
 * (`ECONNREFUSED`, `CLOSED`, `BAD_ANSWER`, …), or `aborted`.
 */
export type OutcomeCounts = Readonly<Record<string, number>>;

/** The result of a message, see {@link DeliveryCounts}. */
export type DeliveryResult = 'acknowledged' | 'refused' | 'unanswered' | 'aborted';

/** The results of messages of one kind. `sent` is the sum of the others when the run has ended. */
export interface DeliveryCounts {
  /** Messages whose first attempt was sent. */
  readonly sent: number;
  /** Acknowledged by some attempt in time. For a forged message, this is the receiver's bug. */
  readonly acknowledged: number;
  /** Never acknowledged, and the last attempt got a response. Correct for a forged message. */
  readonly refused: number;
  /** Never acknowledged, and the last attempt got no response. */
  readonly unanswered: number;
  /** The run ended before the result was known. */
  readonly aborted: number;
}

/** Counts of a run or a part of it. */
export interface LoadCounts extends Readonly<Record<TrafficKind, DeliveryCounts>> {
  /** All attempts that were started, including retries. */
  readonly attempts: number;
  /** The extra load of retries. */
  readonly retries: number;
  /** Attempts that ended, by outcome. */
  readonly outcomes: OutcomeCounts;
  /** Bytes of all attempts that were started, heads and bodies. */
  readonly requestBytes: number;
}

/** How many messages were sent. */
export function sentIn({ genuine, repeated, forged }: Pick<LoadCounts, TrafficKind>): number {
  return genuine.sent + repeated.sent + forged.sent;
}

/** The three times of a message. */
export interface LoadTimes<T> {
  /** From when an attempt was due to when it began. A retry is due one gap after the previous attempt ended. */
  readonly lag: T;
  /**
   * From the start of an attempt, including opening a connection, to the end of its response, whatever the status. A timeout counts with
   * its full wait. Failed connections and aborted attempts don't count.
   */
  readonly service: T;
  /** From when a message was due to its acknowledgement, including retries and gaps. Messages that were never acknowledged don't count. */
  readonly ack: T;
}

/** Times for the report (ms), and for merging. */
export interface TimesReport {
  readonly lagMs: Percentiles;
  readonly serviceMs: Percentiles;
  readonly ackMs: Percentiles;
  readonly histograms: LoadTimes<HistogramSnapshot>;
}

/**
 * What kept messages from being sent in time: nothing significant; the tool, which was too busy; the connections, all of which waited for
 * the receiver; or retries, of which too many were waiting.
 */
export type LimitedBy = 'nothing' | 'tool' | 'connections' | 'retries';

/** Counts of one interval of a run. Ticks of several machines are merged by adding. */
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
  /** Attempts in flight at the end of the interval. */
  readonly inFlight: number;
  /** Messages that are due but not sent at the end of the interval. */
  readonly late: number;
  /** Deliveries that wait for a retry at the end of the interval. */
  readonly waitingForRetry: number;
  /** Counts since the start. */
  readonly total: LoadCounts;
}

/** The result of a run, as plain data. */
export interface LoadResult extends LoadCounts, TimesReport {
  /** The start of the plan: ISO 8601, by this machine's clock. */
  readonly startedAt: string;
  /** From the start until no attempt was in flight (ms). */
  readonly durationMs: number;
  /** `done`: the results of all messages are known. `drained`: the time to wait for them was over. `aborted`: by the signal. */
  readonly ended: 'done' | 'drained' | 'aborted';
  /** Messages that were due before the end. */
  readonly due: number;
  /** Due messages that were never sent. Their lag counts up to the end. */
  readonly unsent: number;
  /** When the last of them was due, if all are spread evenly (ms since the start of the plan). */
  readonly dueToMs: number;
  /** When the last first attempt began (ms since the start of the plan). */
  readonly lastSentMs: number;
  /** The planned rate: average messages per second. */
  readonly requestedPerSecond: number | 'max';
  /** The achieved rate: messages sent per second, over the planned time, or until the last one was sent if that took longer. */
  readonly achievedPerSecond: number;
  readonly limitedBy: LimitedBy;
  /** The reason, as one sentence. */
  readonly limitedByWhy: string;
  /** The share of time in which the thread was busy, 0 to 1. */
  readonly utilization: number;
  /** Attempts that this process itself measured too late. Undefined if there are none. */
  readonly measuredLate?: LateMeasurements | undefined;
}

/** Attempts during which the sending process was delayed. Their times and timeouts may not be the receiver's fault. */
export interface LateMeasurements {
  readonly attempts: number;
  /** The number of these attempts that timed out. */
  readonly timeouts: number;
  /** Messages that failed after such a timeout. */
  readonly lost: number;
  /** The longest delay during one of these attempts (ms). */
  readonly longestMs: number;
}
