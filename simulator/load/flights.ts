import { defaultMaxBodyBytes } from '../attempt.ts';
import type { Connector } from '../connection.ts';
import { Exchange } from '../exchange.ts';
import type { Outcome } from '../outcome.ts';
import type { WireStep } from '../wire.ts';

/** The attempts under way. */
export class Flights {
  readonly #url: URL;
  readonly #connector: Connector;
  readonly #timeoutMs: number;
  readonly #underWay = new Set<Exchange>();

  constructor(url: string, connector: Connector, timeoutMs: number) {
    // The same object each time, so that the connector needs not look at what is in it.
    this.#url = new URL(url);
    this.#connector = connector;
    this.#timeoutMs = timeoutMs;
  }

  get size(): number {
    return this.#underWay.size;
  }

  /**
   * Begins an attempt; `startMs` is when its deadline begins (performance.now).
   *
   * @throws HookswitchError `host-not-allowed`.
   */
  begin(steps: readonly WireStep[], startMs: number, onOutcome: (outcome: Outcome) => void): void {
    const exchange = new Exchange({
      url: this.#url,
      steps,
      connector: this.#connector,
      startMs,
      timeoutMs: this.#timeoutMs,
      maxBodyBytes: defaultMaxBodyBytes,
      onOutcome: (outcome) => {
        this.#underWay.delete(exchange);
        onOutcome(outcome);
      },
    });
    this.#underWay.add(exchange);
    exchange.start();
  }

  cutAll(why: string): void {
    for (const exchange of this.#underWay) exchange.cut(why);
  }
}
