import pLimit from 'p-limit';
import { differences } from '../../runner/observation/difference.ts';
import type { Expectation } from '../../runner/observation/expectation.ts';
import type { Json } from '../../runner/observation/json.ts';
import type { Observer, Seen } from '../../runner/observation/observer.ts';
import { StatePoller } from '../../runner/observation/state-poller.ts';
import { inFleet, neutral } from './pbx-names.ts';

const maxConcurrent = 16;
const pollEveryMs = 100;

/** Reads the states of PBXs, without the names of their fleets. */
export class FleetStates {
  readonly #poller: StatePoller;

  constructor(observer: Observer, settleMs: number, signal: AbortSignal) {
    const limit = pLimit(maxConcurrent);
    const observe = (sn: string) => limit(() => observer.observe(sn, signal));
    this.#poller = new StatePoller({ observe, settleMs, pollEveryMs, signal });
  }

  /** The state once it is the same twice, or when the time is up. */
  async settled(serial: string, fleet: number): Promise<Seen> {
    const { seen } = await this.#poller.settled(inFleet(serial, fleet));
    return seenWithoutNames(seen, fleet);
  }

  /** The state once it is as expected, or when the time is up. */
  async until(expected: Expectation, serial: string, fleet: number, endsAt: number): Promise<Seen> {
    const isExpected = (state: Json) => differences(expected, neutral(state, fleet)).length === 0;
    return seenWithoutNames(await this.#poller.until(inFleet(serial, fleet), isExpected, endsAt), fleet);
  }
}

function seenWithoutNames(seen: Seen, fleet: number): Seen {
  return seen.kind === 'trouble' ? seen : { kind: 'state', state: neutral(seen.state, fleet) };
}
