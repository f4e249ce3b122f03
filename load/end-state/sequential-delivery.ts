import pLimit from 'p-limit';
import { type Observer, StatePoller } from '../../observation/index.ts';
import {
  type Connector,
  deliverWithRetries,
  didReport,
  freshConnections,
  isAcknowledged,
  retryDelaysMs,
  systemClock,
  transmit,
  unixSeconds,
} from '../../simulator/index.ts';
import type { FleetHistory } from '../index.ts';
import type { Setup } from '../setup.ts';
import { messageFor } from './pbx-names.ts';

const fleetsAtOnce = 8;
const pollEveryMs = 50;

/** Sends messages one after the other with YCM's retries, for a few fleets at once. */
export class SequentialDelivery {
  readonly #setup: Setup;
  readonly #signal: AbortSignal;
  readonly #connector: Connector;
  readonly #limit = pLimit(fleetsAtOnce);

  constructor(setup: Setup, signal: AbortSignal) {
    this.#setup = setup;
    this.#signal = signal;
    this.#connector = freshConnections(setup.target.connection);
  }

  /** Sends the messages of a fleet. Returns whether each was acknowledged in time. */
  deliver(messages: FleetHistory['genuine'], fleet: number, untilMs: number): Promise<boolean> {
    return this.#limit(async () => {
      for (const text of messages) {
        if (performance.now() > untilMs || this.#signal.aborted) return false;
        if (!(await this.#send(messageFor(text, fleet)))) return false;
      }
      return true;
    });
  }

  /** Why the receiver hasn't processed the previous messages, if so. */
  async whyBehind(observer: Observer, fleet: number, withinMs: number): Promise<string | undefined> {
    const observe = (sn: string) => observer.observe(sn, this.#signal);
    const { settleMs } = this.#setup;
    const poller = new StatePoller({ observe, settleMs, pollEveryMs, signal: this.#signal });
    const sn = `36${fleet}FENZK`;
    const endsAt = poller.endsAfter(withinMs);
    const message = fenceMessage(sn, fleet);
    const fence = await poller.fence(sn, async () => ((await this.#send(message)) ? endsAt : undefined));
    if (fence.kind === 'shown') return undefined;
    if (fence.kind === 'trouble') return fence.reason;
    return `the observer shows no effect of a genuine message within ${withinMs / 1000} s after the load`;
  }

  async #send(message: unknown): Promise<boolean> {
    const { target, options } = this.#setup;
    const { webhook, headers = [] } = target;
    const { settings, profile } = options;
    const timeoutMs = settings.timeoutSeconds * 1000;
    const sending = { webhook, headers, message, profile, timeoutMs, connector: this.#connector };
    const { attempts } = await deliverWithRetries({
      attempt: () => transmit({ ...sending, signal: this.#signal }),
      delaysMs: retryDelaysMs(settings, profile),
      clock: systemClock,
      signal: this.#signal,
    });
    return attempts.some(({ outcome }) => isAcknowledged(outcome));
  }
}

function fenceMessage(sn: string, fleet: number): unknown {
  const updateTime = unixSeconds();
  const did = { did: `7${fleet}`, didId: `1${fleet}`, trunkId: `${fleet}`, trunkName: 'calm' };
  return [didReport({ sn, dids: [did], updateTime })];
}
