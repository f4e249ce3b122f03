import { defaultMaxBodyBytes } from '../../simulator/wire/attempt.ts';
import type { Connector } from '../../simulator/wire/connection.ts';
import { Exchange } from '../../simulator/wire/exchange.ts';
import type { Outcome } from '../../simulator/wire/outcome.ts';
import type { WireStep } from '../../simulator/wire/wire.ts';

/** `wasFull`: this attempt had the last free connection. */
type OnOutcome = (outcome: Outcome, wasFull: boolean) => void;

/** The attempts in flight, at most one per connection. */
export class AttemptsInFlight {
  readonly #url: URL;
  readonly #connector: Connector;
  readonly #max: number;
  readonly #timeoutMs: number;
  readonly #inProgress = new Set<Exchange>();

  constructor(url: string, connector: Connector, max: number, timeoutMs: number) {
    // Always the same object, so that the connector needn't inspect it.
    this.#url = new URL(url);
    this.#connector = connector;
    this.#max = max;
    this.#timeoutMs = timeoutMs;
  }

  get size(): number {
    return this.#inProgress.size;
  }

  get isFull(): boolean {
    return this.size >= this.#max;
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
      connector: this.#connector,
      startMs,
      timeoutMs: this.#timeoutMs,
      maxBodyBytes: defaultMaxBodyBytes,
      onOutcome: (outcome) => {
        const wasFull = this.isFull;
        this.#inProgress.delete(exchange);
        onOutcome(outcome, wasFull);
      },
    });
    this.#inProgress.add(exchange);
    exchange.start();
  }

  abortAll(why: string): void {
    for (const exchange of this.#inProgress) exchange.cut(why);
  }
}
