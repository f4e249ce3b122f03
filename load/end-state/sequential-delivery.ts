import pLimit from 'p-limit';
import { isSame } from '../../runner/observation/json.ts';
import type { Observer } from '../../runner/observation/observer.ts';
import {
  type Connector,
  deliver,
  didReport,
  freshConnections,
  isAcknowledged,
  retryDelaysMs,
  systemClock,
  transmit,
} from '../../simulator/index.ts';
import type { Told } from '../index.ts';
import type { Setup } from '../setup.ts';
import { messageFor } from './pbx-names.ts';

const fleetsAtOnce = 8;
const pollEveryMs = 50;

/** Messages one after the other, each with the retries of YCM, to a few fleets at once: what a receiver does in calm. */
export class Calm {
  readonly #setup: Setup;
  readonly #signal: AbortSignal;
  readonly #connector: Connector;
  readonly #limit = pLimit(fleetsAtOnce);

  constructor(setup: Setup, signal: AbortSignal) {
    this.#setup = setup;
    this.#signal = signal;
    this.#connector = freshConnections(setup.target.connection);
  }

  /** Tells a fleet; whether every message was acknowledged before the time was over. */
  tell(told: Told['genuine'], fleet: number, untilMs: number): Promise<boolean> {
    return this.#limit(async () => {
      for (const template of told) {
        if (performance.now() > untilMs || this.#signal.aborted) return false;
        if (!(await this.#send(messageFor(template, fleet)))) return false;
      }
      return true;
    });
  }

  /**
   * Sends one more message, about a PBX of its own, and waits until its effect shows: a receiver that works in order has by then done all
   * that came before. Why nothing can be told, when nothing shows within the time.
   */
  async whyBehind(observer: Observer, fleet: number, withinMs: number): Promise<string | undefined> {
    const sn = `36${fleet}FENZK`;
    const before = await observer.look(sn, this.#signal);
    if (before.kind === 'trouble') return before.reason;
    const updateTime = Math.floor(Date.now() / 1000);
    const did = { did: `7${fleet}`, didId: `1${fleet}`, trunkId: `${fleet}`, trunkName: 'calm' };
    const endsAt = performance.now() + withinMs;
    const isAcknowledged = await this.#send([didReport({ sn, dids: [did], updateTime })]);
    while (isAcknowledged && performance.now() < endsAt && !this.#signal.aborted) {
      const now = await observer.look(sn, this.#signal);
      if (now.kind === 'trouble') return now.reason;
      if (!isSame(before.state, now.state)) return undefined;
      await systemClock.sleep(pollEveryMs, this.#signal);
    }
    return `the observer shows no effect of a genuine message within ${withinMs / 1000} s after the storm`;
  }

  async #send(message: unknown): Promise<boolean> {
    const { target, options } = this.#setup;
    const { webhook, headers = [] } = target;
    const { settings, profile } = options;
    const timeoutMs = settings.timeoutSeconds * 1000;
    const sending = { webhook, headers, message, profile, timeoutMs, connector: this.#connector };
    const { attempts } = await deliver({
      attempt: () => transmit({ ...sending, signal: this.#signal }),
      delaysMs: retryDelaysMs(settings, profile),
      clock: systemClock,
      signal: this.#signal,
    });
    return attempts.some(({ outcome }) => isAcknowledged(outcome));
  }
}
