import type { Limited } from '../../receiver/index.ts';
import type { RateLimit } from '../../schemas/generated/types.ts';
import { systemClock } from '../../simulator/index.ts';
import { defined } from '../../text/defined.ts';
import { AcceptedRequests } from './accepted-requests.ts';
import type { Bounds } from './in-flight.ts';
import { firstWaitMs, type Measured, secondMs } from './measured-rate.ts';

interface RateGuardOptions {
  /** Their rate is lowered. */
  readonly bounds: Bounds;
  /** How long the check may take (ms). */
  readonly budgetMs: number;
  /** Sends a genuine message. */
  readonly control: () => Promise<Limited | undefined>;
  readonly signal: AbortSignal | undefined;
}

/** The factor from one wait to the next. */
const longer = 1.5;
/** How long to wait if no response says how long (ms). */
export const maxUnsaidMs = 10_000;
/** The same if no message was accepted yet, since the receiver may reject everything (ms). */
const maxAtFirstMs = 1500;
/** The part of the remaining budget that a wait may take. */
const partForWaiting = 0.5;
/** The margin below the measured rate. */
const margin = 0.8;
/** If the refusals don't stop when the check slows down, they have another reason. */
const maxSlowDowns = 4;
const maxFalseAlarms = 3;
const maxTries = 5;

/**
 * Slows a check down if the receiver limits its rate: waits, retries rejected messages, and stays below the measured rate. Rules don't see
 * these rejections. If other messages are accepted, the rejection is about the message itself, which is a rule's business.
 */
export class RateGuard {
  readonly #options: RateGuardOptions;
  readonly #startedAt = performance.now();
  readonly #accepted = new AcceptedRequests();
  #round = 0;
  #measuring: Promise<unknown> | undefined;
  #slowDowns = 0;
  #falseAlarms = 0;
  #isOff = false;
  #met: RateLimit | undefined;
  readonly #givenRate: number | undefined;

  constructor(options: RateGuardOptions) {
    this.#options = options;
    this.#givenRate = options.bounds.ratePerSecond;
  }

  /** The limit that was reached; undefined if there was none. */
  get met(): RateLimit | undefined {
    return this.#met && { ...this.#met, ...(this.#accepted.limitsMessages ? {} : { onlyLooks: true }) };
  }

  /** Nothing more can be checked: the receiver asks to wait for too long. */
  get isExceeded(): boolean {
    return this.#met !== undefined && this.#met.slowedTo === undefined;
  }

  /**
   * How many messages the receiver accepted before it refused everything for as long as the check waits; undefined if that may be a rate
   * limit, because the receiver said when to come back, or the check had slowed down for it.
   */
  get refusesAfter(): number | undefined {
    const isSilent = this.#met?.status === 429 && this.#met.retryAfterMs === undefined;
    return this.isExceeded && isSilent && this.#slowDowns === 0 ? this.#accepted.messages : undefined;
  }

  /** Like `send`, for an observation, which a limit may also count. */
  observe<T>(send: () => Promise<T>, limitedBy: (result: T) => Limited | undefined): Promise<T> {
    return this.send(send, limitedBy, true);
  }

  async send<T>(
    send: () => Promise<T>,
    limitedBy: (result: T) => Limited | undefined,
    isObservation = false,
  ): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      await this.#measuring;
      const round = this.#round;
      const result = await send();
      const limited = limitedBy(result);
      if (limited) this.#accepted.addRefused(isObservation);
      else this.#accepted.add(isObservation);
      if (!limited || this.#isOff || this.isExceeded) return result;
      if (tries >= maxTries) return this.#giveUp(result, limited, performance.now());
      // Another request met the limit at the same time. This one is sent again.
      if (this.#measuring !== undefined || round !== this.#round) continue;
      const measured = this.#measure(limited, result, send, limitedBy);
      this.#measuring = measured.catch(() => {});
      try {
        return await measured;
      } finally {
        this.#round += 1;
        this.#measuring = undefined;
      }
    }
  }

  async #measure<T>(
    first: Limited,
    refused: T,
    send: () => Promise<T>,
    limitedBy: (result: T) => Limited | undefined,
  ): Promise<T> {
    const { signal } = this.#options;
    const metAt = performance.now();
    const canWait = this.#waitFrom(metAt);
    let waitMs = Math.max(first.retryAfterMs ?? 0, firstWaitMs);
    for (let limited = first; ; ) {
      if (!canWait(waitMs, limited)) return this.#giveUp(refused, first, metAt);
      await systemClock.sleep(waitMs, signal);
      const again = await send();
      const still = limitedBy(again);
      if (!still) this.#slowDown(first, metAt);
      if (!still || signal?.aborted || (await this.#isForWhatItIs(still))) return again;
      waitMs = Math.max(still.retryAfterMs ?? longer * waitMs, firstWaitMs);
      limited = still;
    }
  }

  #waitFrom(metAt: number): (waitMs: number, limited: Limited) => boolean {
    const leftMs = this.#startedAt + this.#options.budgetMs - metAt;
    const saidMs = partForWaiting * leftMs;
    const unsaidMs = Math.min(saidMs, this.#accepted.isEmpty ? maxAtFirstMs : maxUnsaidMs);
    return (waitMs, { retryAfterMs }) =>
      performance.now() + waitMs <= metAt + (retryAfterMs === undefined ? unsaidMs : saidMs);
  }

  /** Others are accepted, or none ever was. */
  async #isForWhatItIs({ retryAfterMs }: Limited): Promise<boolean> {
    if (await this.#options.control()) {
      this.#accepted.addRefused(false);
      if (!this.#accepted.isEmpty || retryAfterMs === undefined) return false;
      this.#isOff = true;
      return true;
    }
    this.#falseAlarms += 1;
    this.#isOff = this.#falseAlarms >= maxFalseAlarms;
    return true;
  }

  async #giveUp<T>(result: T, { status, retryAfterMs }: Limited, metAt: number): Promise<T> {
    // Requests in flight may still be accepted.
    await systemClock.sleep(firstWaitMs, this.#options.signal);
    // If nothing was ever accepted, no rate is known.
    if (this.#accepted.isEmpty && retryAfterMs === undefined) this.#isOff = true;
    else {
      const { accepted, withinMs } = this.#measured(metAt, retryAfterMs ?? 0);
      this.#keep({ accepted, withinMs, status, ...defined({ retryAfterMs }) });
    }
    return result;
  }

  #slowDown({ status, retryAfterMs }: Limited, metAt: number): void {
    const { bounds } = this.#options;
    const now = performance.now();
    const reopenedMs = now - metAt;
    const { accepted, withinMs, perSecond } = this.#measured(metAt, reopenedMs);
    const before = bounds.ratePerSecond ?? Number.POSITIVE_INFINITY;
    const most = Math.min(margin * perSecond, this.#slowDowns > 0 ? before / 2 : before);
    bounds.ratePerSecond = most >= 1 ? Math.floor(most) : most;
    this.#slowDowns += 1;
    const { ratePerSecond: slowedTo } = bounds;
    this.#keep({ accepted, withinMs, status, ...defined({ retryAfterMs }), reopenedMs, slowedTo });
    if (this.#slowDowns >= maxSlowDowns) {
      this.#isOff = true;
      bounds.ratePerSecond = this.#givenRate;
      // A receiver that sends a 429 at any rate doesn't limit its rate. A 503 may mean that it is sometimes unavailable.
      if (status === 429) this.#met = undefined;
    }
    this.#accepted.startAgain(now);
  }

  /** The largest number of accepted requests shows the limit best. */
  #keep(met: RateLimit): void {
    const { slowedTo: _before, ...best } = this.#met && this.#met.accepted > met.accepted ? this.#met : met;
    this.#met = { ...best, ...defined({ slowedTo: met.slowedTo }) };
  }

  #measured(metAt: number, waitMs: number): Measured {
    const minWindowMs = this.#slowDowns === 0 ? secondMs : 0;
    return this.#accepted.measured(metAt, waitMs, minWindowMs);
  }
}
