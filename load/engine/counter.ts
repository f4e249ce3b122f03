import { isAcknowledged, type Outcome } from '../../simulator/wire/outcome.ts';
import type { DeliveryCounts, DeliveryResult, LoadCounts, OutcomeCounts, TimesReport } from '../result.ts';
import type { TrafficKind } from '../workload/traffic.ts';
import { addTimes, newTimes, timesReportOf } from './times.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts events, in total and since the last tick. */
export class OutcomeCounter {
  readonly #total = new Stretch();
  readonly #interval = new Stretch();
  readonly #kinds: Readonly<Record<TrafficKind, Mutable<DeliveryCounts>>> = {
    genuine: noDeliveries(),
    repeated: noDeliveries(),
    forged: noDeliveries(),
  };
  #retries = 0;
  #requestBytes = 0;

  /** An attempt started. */
  begun(kind: TrafficKind, n: number, lagMs: number, bytes: number): void {
    const interval = this.#interval;
    interval.attempts += 1;
    interval.times.lag.recordMs(lagMs);
    this.#requestBytes += bytes;
    if (n > 1) {
      this.#retries += 1;
    } else {
      this.#kinds[kind].sent += 1;
      interval.sent += 1;
    }
  }

  /** An attempt ended. */
  ended(outcome: Outcome, serviceMs: number): void {
    this.#interval.count(outcomeNameOf(outcome));
    if (outcome.kind === 'response' || outcome.kind === 'timeout')
      this.#interval.times.service.recordMs(serviceMs);
  }

  /** The result of a message is known. */
  decided(kind: TrafficKind, result: DeliveryResult, ackMs: number): void {
    this.#kinds[kind][result] += 1;
    if (result !== 'acknowledged') return;
    this.#interval.acknowledged += 1;
    this.#interval.times.ack.recordMs(ackMs);
  }

  /** Messages that were due and not sent. */
  unsent(lagMs: number, times: number): void {
    this.#interval.times.lag.recordMs(lagMs, times);
  }

  /** Counts since the last call. */
  takeInterval(): {
    readonly sent: number;
    readonly attempts: number;
    readonly acknowledged: number;
    readonly outcomes: OutcomeCounts;
    readonly times: TimesReport;
  } {
    const interval = this.#interval;
    const { sent, attempts, acknowledged } = interval;
    const times = timesReportOf(interval.times);
    const outcomes = Object.fromEntries(interval.outcomes);
    this.#total.add(interval, times.histograms);
    interval.clear();
    return { sent, attempts, acknowledged, outcomes, times };
  }

  get sent(): number {
    return this.#total.sent + this.#interval.sent;
  }

  /** Counts since the start, up to the last interval. */
  counts(): LoadCounts {
    const { genuine, repeated, forged } = this.#kinds;
    return {
      genuine: { ...genuine },
      repeated: { ...repeated },
      forged: { ...forged },
      attempts: this.#total.attempts,
      retries: this.#retries,
      outcomes: Object.fromEntries(this.#total.outcomes),
      requestBytes: this.#requestBytes,
    };
  }

  /** Times since the start, up to the last interval. */
  times(): TimesReport {
    return timesReportOf(this.#total.times);
  }
}

class Stretch {
  readonly times = newTimes();
  readonly outcomes = new Map<string, number>();
  sent = 0;
  attempts = 0;
  acknowledged = 0;

  count(name: string, times = 1): void {
    this.outcomes.set(name, (this.outcomes.get(name) ?? 0) + times);
  }

  add(other: Stretch, histograms: TimesReport['histograms']): void {
    this.sent += other.sent;
    this.attempts += other.attempts;
    this.acknowledged += other.acknowledged;
    for (const [name, times] of other.outcomes) this.count(name, times);
    addTimes(this.times, histograms);
  }

  clear(): void {
    this.sent = 0;
    this.attempts = 0;
    this.acknowledged = 0;
    this.outcomes.clear();
    for (const histogram of Object.values(this.times)) histogram.clear();
  }
}

/** The result of a message whose last attempt ended like this. */
export function deliveryResultOf(outcome: Outcome): DeliveryResult {
  if (isAcknowledged(outcome)) return 'acknowledged';
  return outcome.kind === 'response' ? 'refused' : 'unanswered';
}

/** A short name of an outcome, to count by. */
function outcomeNameOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'response':
      return String(outcome.status);
    case 'connection-failed':
      return outcome.code;
    default:
      return outcome.kind;
  }
}

function noDeliveries(): Mutable<DeliveryCounts> {
  return { sent: 0, acknowledged: 0, refused: 0, unanswered: 0, aborted: 0 };
}
