import { refuseCall } from '../api/problem.ts';
import type {
  ArrivalRow,
  ChangedEvent,
  CheckRow,
  DeliveryRow,
  LatencyPoint,
  RuleState,
} from '../api/types.ts';
import { Batch } from './batch.ts';
import { EventListener } from './listeners.ts';

const batchMs = 100;
const heartbeatMs = 15_000;
/** A person has only a few pages open. More must be a bug. */
const maxListeners = 20;

const encoder = new TextEncoder();

/** Sends changes to every open page in batches. Each batch is created once for all pages, and only while a page is listening. */
export class Hub {
  readonly #listeners = new Set<EventListener>();
  readonly #heartbeat = setInterval(() => this.#send(': here\n\n'), heartbeatMs);
  #batch = new Batch();
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#heartbeat.unref();
  }

  /** A delivery is new or has changed; `rowOf` is called at most once per batch. */
  delivery(seq: number, rowOf: () => DeliveryRow): void {
    this.#add((batch) => batch.delivery(seq, rowOf));
  }

  /** An attempt ended. */
  latency(point: LatencyPoint): void {
    this.#add((batch) => batch.latency(point));
  }

  /** A request arrived at the inbox. */
  arrival(row: ArrivalRow): void {
    this.#add((batch) => batch.arrival(row));
  }

  /** A check is new or has changed; the rules are those that started or ended. */
  check(row: CheckRow, rules: readonly RuleState[]): void {
    this.#add((batch) => batch.check(row, rules));
  }

  /** Something else changed and must be reloaded. */
  changed(what: ChangedEvent['what']): void {
    this.#add((batch) => batch.changed(what));
  }

  /** @throws ApiRefusal if there are too many listeners. */
  listen(): ReadableStream<Uint8Array> {
    if (this.#listeners.size >= maxListeners) {
      refuseCall(
        503,
        'too-many-listeners',
        `${maxListeners} pages already use this console; close one of them`,
      );
    }
    const listener = new EventListener(() => this.#listeners.delete(listener));
    this.#listeners.add(listener);
    listener.write(encoder.encode('retry: 1000\n\n'));
    return listener.stream;
  }

  close(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
  }

  #add(change: (batch: Batch) => void): void {
    if (this.#listeners.size === 0) return;
    change(this.#batch);
    this.#timer ??= setTimeout(() => this.#flush(), batchMs);
  }

  #flush(): void {
    this.#timer = undefined;
    const events = this.#batch.take();
    this.#send(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
  }

  #send(text: string): void {
    const bytes = encoder.encode(text);
    for (const listener of this.#listeners) {
      if (listener.write(bytes)) continue;
      listener.end();
      this.#listeners.delete(listener);
    }
  }
}
