import type { WireStep } from '../../simulator/wire/wire.ts';
import type { TrafficKind } from '../workload/traffic.ts';
import { Queue } from './queue.ts';

/** A message in flight. Its bytes are kept while another attempt is possible. */
export interface LoadDelivery {
  readonly index: number;
  readonly kind: TrafficKind;
  readonly steps: readonly WireStep[];
  readonly bytes: number;
  /** When its first attempt was due (ms since the start). */
  readonly dueMs: number;
}

interface Retry {
  readonly delivery: LoadDelivery;
  /** From 2. */
  readonly n: number;
  readonly dueMs: number;
}

/** Deliveries that wait for their next attempt. The gap before attempt `n` is constant, so there is an ordered queue per `n`. */
export class RetryQueue {
  readonly #delaysMs: readonly number[];
  readonly #queues: readonly Queue<Retry>[];
  size = 0;

  constructor(delaysMs: readonly number[]) {
    this.#delaysMs = delaysMs;
    this.#queues = delaysMs.map(() => new Queue());
  }

  /** Adds a delivery whose attempt `n`, from 1, failed. False if that was the last attempt. */
  add(delivery: LoadDelivery, n: number, endMs: number): boolean {
    const delayMs = this.#delaysMs[n - 1];
    const queue = this.#queues[n - 1];
    if (delayMs === undefined || !queue) return false;
    queue.push({ delivery, n: n + 1, dueMs: endMs + delayMs });
    this.size += 1;
    return true;
  }

  /** The next one due. */
  get first(): Retry | undefined {
    return this.#earliest()?.first;
  }

  shift(): Retry | undefined {
    const retry = this.#earliest()?.shift();
    if (retry) this.size -= 1;
    return retry;
  }

  #earliest(): Queue<Retry> | undefined {
    let earliest: Queue<Retry> | undefined;
    for (const queue of this.#queues) {
      if (queue.first && (!earliest?.first || queue.first.dueMs < earliest.first.dueMs)) earliest = queue;
    }
    return earliest;
  }
}
