import { defaultMaxBodyBytes } from '../../simulator/wire/attempt.ts';
import { Exchange } from '../../simulator/wire/exchange.ts';
import type { Outcome } from '../../simulator/wire/outcome.ts';
import type { WireStep } from '../../simulator/wire/wire.ts';
import type { Shared } from './shared.ts';

/** `wasFull`: this attempt had the last free slot, so another run may be waiting. */
type OnOutcome = (outcome: Outcome, wasFull: boolean) => void;

/** The attempts in flight. */
export class AttemptsInFlight {
  readonly #url: URL;
  readonly #shared: Shared;
  readonly #timeoutMs: number;
  readonly #inProgress = new Set<Exchange>();

  constructor(url: string, shared: Shared, timeoutMs: number) {
    // Always the same object, so that the connector needn't inspect it.
    this.#url = new URL(url);
    this.#shared = shared;
    this.#timeoutMs = timeoutMs;
  }

  get size(): number {
    return this.#inProgress.size;
  }

  /**
   * Starts an attempt; `startMs` is the start of its timeout (performance.now).
   *
   * @throws HookswitchError `host-not-allowed`.
   */
  begin(steps: readonly WireStep[], startMs: number, onOutcome: OnOutcome): void {
    const exchange = new Exchange({
      url: this.#url,
      steps,
      connector: this.#shared.connector,
      startMs,
      timeoutMs: this.#timeoutMs,
      maxBodyBytes: defaultMaxBodyBytes,
      onOutcome: (outcome) => {
        this.#inProgress.delete(exchange);
        const wasFull = this.#shared.semaphore.release();
        onOutcome(outcome, wasFull);
      },
    });
    this.#inProgress.add(exchange);
    this.#shared.semaphore.take();
    exchange.start();
  }

  abortAll(why: string): void {
    for (const exchange of this.#inProgress) exchange.cut(why);
  }
}
