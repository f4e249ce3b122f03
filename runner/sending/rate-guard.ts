import type { Limited } from '../../receiver/index.ts';
import type { RateLimit } from '../../schemas/generated/types.ts';
import { systemClock } from '../../simulator/index.ts';
import { defined } from '../../text/defined.ts';
import { AcceptedRequests } from './accepted-requests.ts';
import { firstWaitMs, type Measured, secondMs } from './measured-rate.ts';
import { RateSearch } from './rate-search.ts';

interface RateGuardOptions {
  /** A limit of our own. */
  readonly perSecond?: number | undefined;
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
const maxFalseAlarms = 3;
const maxTries = 20;

/**
 * Slows a check down if the receiver limits its rate: waits, retries rejected messages, and sends as fast as it accepts. Rules don't see
 * these rejections. If other messages are accepted, the rejection is about the message itself, which is a rule's business.
 */
export class RateGuard {
  readonly #options: RateGuardOptions;
  readonly #startedAt = performance.now();
  readonly #accepted = new AcceptedRequests();
  #round = 0;
  #measuring: Promise<unknown> | undefined;
  #search: RateSearch | undefined;
  #falseAlarms = 0;
  #isOff = false;
  #met: RateLimit | undefined;
  /** When the next request may be sent. */
  #nextAt = 0;

  constructor(options: RateGuardOptions) {
    this.#options = options;
  }

  /** How many requests per second are sent at most. */
  get perSecond(): number | undefined {
    return this.#search?.rate ?? this.#options.perSecond;
  }

  /** How many of these requests may be sent at once: limits often accept no burst. */
  most(atOnce: number): number {
    return this.#search ? 1 : Math.min(atOnce, this.#options.perSecond ?? atOnce);
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
    return this.isExceeded && isSilent && !this.#search ? this.#accepted.messages : undefined;
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
      await this.#turn();
      const round = this.#round;
      const result = await send();
      const limited = limitedBy(result);
      if (limited) this.#accepted.addRefused(isObservation);
      else this.#accept(isObservation);
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

  /** Waits until the next request may be sent. */
  async #turn(): Promise<void> {
    let round: number;
    do {
      await this.#measuring;
      round = this.#round;
      if (!this.#search) return;
      const at = Math.max(performance.now(), this.#nextAt);
      this.#nextAt = at + 1000 / this.#search.rate;
      await systemClock.sleep(at - performance.now(), this.#options.signal);
    } while (this.#measuring !== undefined || round !== this.#round);
  }

  #accept(isObservation: boolean): void {
    this.#accepted.add(isObservation);
    if (!this.#search) return;
    this.#search.accept(performance.now());
    this.#noteRate(this.#search);
  }

  #noteRate({ rate: slowedTo }: RateSearch): void {
    if (this.#met) this.#met = { ...this.#met, slowedTo };
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
    const endedAt = performance.now();
    const tookMs = endedAt - metAt;
    const { accepted, withinMs, perSecond: measured } = this.#measured(metAt, tookMs);
    const refusal = { measured, endedAt, tookMs };
    if (this.#search) this.#search.refuse(refusal);
    else this.#search = new RateSearch(refusal, this.#options.perSecond);
    this.#nextAt = endedAt + 1000 / this.#search.rate;
    this.#keep({ accepted, withinMs, status, ...defined({ retryAfterMs }), reopenedMs: tookMs });
    this.#noteRate(this.#search);
    this.#accepted.startAgain(endedAt);
    if (!this.#search.isFutile) return;
    this.#isOff = true;
    this.#search = undefined;
    // A receiver that sends a 429 at any rate doesn't limit its rate. A 503 may mean that it is sometimes unavailable.
    if (status === 429) this.#met = undefined;
  }

  /** The largest number of accepted requests shows the limit best. */
  #keep(met: RateLimit): void {
    const { slowedTo: _before, ...best } = this.#met && this.#met.accepted > met.accepted ? this.#met : met;
    this.#met = { ...best, ...defined({ slowedTo: met.slowedTo }) };
  }

  #measured(metAt: number, waitMs: number): Measured {
    return this.#accepted.measured(metAt, waitMs, this.#search ? 0 : secondMs);
  }
}
