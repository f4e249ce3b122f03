import pLimit from 'p-limit';
import { differences, type Expectation } from '../../runner/observation/difference.ts';
import { isSame } from '../../runner/observation/json.ts';
import type { Observer, Seen } from '../../runner/observation/observer.ts';
import { systemClock } from '../../simulator/index.ts';
import { inFleet, neutral } from './pbx-names.ts';

const looksAtOnce = 16;
const restMs = 100;

/** Looks at PBXs, whose states are given without the names of their fleets. */
export class Looks {
  readonly #observer: Observer;
  readonly #settleMs: number;
  readonly #signal: AbortSignal;
  readonly #limit = pLimit(looksAtOnce);

  constructor(observer: Observer, settleMs: number, signal: AbortSignal) {
    this.#observer = observer;
    this.#settleMs = settleMs;
    this.#signal = signal;
  }

  /** The state once it is the same twice, or when it had the time for that. */
  async atRest(serial: string, fleet: number): Promise<Seen> {
    const endsAt = performance.now() + this.#settleMs;
    let seen = await this.#look(serial, fleet);
    while (seen.kind === 'state' && performance.now() < endsAt) {
      await systemClock.sleep(restMs, this.#signal);
      const later = await this.#look(serial, fleet);
      if (later.kind === 'trouble' || isSame(later.state, seen.state)) return later;
      seen = later;
    }
    return seen;
  }

  /** The state once it is as expected, or when the time for that is over. */
  async until(expected: Expectation, serial: string, fleet: number, settledBy: number): Promise<Seen> {
    for (;;) {
      const seen = await this.#look(serial, fleet);
      if (seen.kind === 'trouble' || differences(expected, seen.state).length === 0) return seen;
      if (performance.now() > settledBy || this.#signal.aborted) return seen;
      await systemClock.sleep(restMs, this.#signal);
    }
  }

  async #look(serial: string, fleet: number): Promise<Seen> {
    const seen = await this.#limit(() => this.#observer.look(inFleet(serial, fleet), this.#signal));
    return seen.kind === 'trouble' ? seen : { kind: 'state', state: neutral(seen.state, fleet) };
  }
}
