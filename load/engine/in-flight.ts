import { defaultMaxBodyBytes } from '../../simulator/wire/attempt.ts';
import { Exchange } from '../../simulator/wire/exchange.ts';
import type { Outcome } from '../../simulator/wire/outcome.ts';
import type { WireStep } from '../../simulator/wire/wire.ts';
import type { Shared } from './shared.ts';

/** `wasFull` says that this attempt had the last berth: another run may wait for it. */
type OnOutcome = (outcome: Outcome, wasFull: boolean) => void;

/** The attempts under way. */
export class Flights {
  readonly #url: URL;
  readonly #shared: Shared;
  readonly #timeoutMs: number;
  readonly #underWay = new Set<Exchange>();

  constructor(url: string, shared: Shared, timeoutMs: number) {
    // The same object each time, so that the connector needs not look at what is in it.
    this.#url = new URL(url);
    this.#shared = shared;
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
  begin(steps: readonly WireStep[], startMs: number, onOutcome: OnOutcome): void {
    const exchange = new Exchange({
      url: this.#url,
      steps,
      connector: this.#shared.connector,
      startMs,
      timeoutMs: this.#timeoutMs,
      maxBodyBytes: defaultMaxBodyBytes,
      onOutcome: (outcome) => {
        this.#underWay.delete(exchange);
        const wasFull = this.#shared.berths.free();
        onOutcome(outcome, wasFull);
      },
    });
    this.#underWay.add(exchange);
    this.#shared.berths.take();
    exchange.start();
  }

  cutAll(why: string): void {
    for (const exchange of this.#underWay) exchange.cut(why);
  }
}
