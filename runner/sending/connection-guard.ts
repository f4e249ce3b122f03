import type { ConnectionLimit } from '../../receiver/index.ts';
import { systemClock } from '../../simulator/index.ts';
import { InProgress } from './in-progress.ts';

/** Slightly more than twice as many connections as were in use must exceed the limit. */
const atLeast = 8;
const atMost = 128;
const maxProbes = 2;
/** How often to send a dropped message again, and how long to wait in between (ms). */
const maxTries = 5;
const pauseMs = 50;

/**
 * Finds out whether a receiver drops connections because too many are open. If so, fewer are opened at once, and dropped messages are sent
 * again, so that rules about something else aren't affected.
 */
export class ConnectionGuard {
  readonly #probe: (opened: number) => Promise<ConnectionLimit | undefined>;
  readonly #onLimit: (limit: ConnectionLimit) => void;
  #limit: ConnectionLimit | undefined;
  #probing: Promise<unknown> | undefined;
  #probes = 0;
  readonly #inProgress = new InProgress();
  #most = 0;
  /** Dropped messages are sent again one at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    probe: (opened: number) => Promise<ConnectionLimit | undefined>,
    onLimit: (limit: ConnectionLimit) => void = () => {},
  ) {
    this.#probe = probe;
    this.#onLimit = onLimit;
  }

  /** The limit, if one was reached. */
  get limit(): ConnectionLimit | undefined {
    return this.#limit;
  }

  async send<T>(send: () => Promise<T>, isDropped: (result: T) => boolean): Promise<T> {
    const { result, besides } = await this.count(send);
    if (!isDropped(result) || besides === 0 || !(await this.findLimit())) return result;
    const again = this.#last.then(() => this.#sendAgain(result, send, isDropped));
    this.#last = again.catch(() => {});
    return again;
  }

  /** Sends once. Also returns how many others were in progress at the end. */
  async count<T>(send: () => Promise<T>): Promise<{ readonly result: T; readonly besides: number }> {
    await this.#probing;
    const before = this.#inProgress.count;
    this.#most = Math.max(this.#most, before + 1);
    const result = await this.#inProgress.run(send);
    return { result, besides: Math.max(before, this.#inProgress.count) };
  }

  /** Call this after something was dropped. */
  async findLimit(): Promise<ConnectionLimit | undefined> {
    if (this.#limit || (!this.#probing && this.#probes >= maxProbes)) return this.#limit;
    this.#probing ??= this.#find().finally(() => {
      this.#probing = undefined;
    });
    await this.#probing;
    return this.#limit;
  }

  /** Call this when nothing is in progress. */
  async measure(): Promise<ConnectionLimit | undefined> {
    this.#limit = (await this.#probe(Math.min(atMost, 2 * this.#most + atLeast))) ?? this.#limit;
    if (this.#limit) this.#onLimit(this.#limit);
    return this.#limit;
  }

  async #find(): Promise<void> {
    this.#probes += 1;
    await this.#inProgress.quiet();
    await this.measure();
  }

  async #sendAgain<T>(first: T, send: () => Promise<T>, isDropped: (result: T) => boolean): Promise<T> {
    let result = first;
    for (let left = maxTries; left > 0 && isDropped(result); left -= 1) {
      await systemClock.sleep(pauseMs);
      ({ result } = await this.count(send));
    }
    return result;
  }
}
