import { type Measured, measuredRate } from './measured-rate.ts';

/** The requests that a receiver accepted since its last limit, and which of them the limit counts: messages, observations, or both. */
export class AcceptedRequests {
  #at: number[] = [];
  #messages = 0;
  #since = performance.now();
  #limitsMessages = false;
  #limitsObservations = false;

  get isEmpty(): boolean {
    return this.#at.length === 0;
  }

  /** How many of them were messages. */
  get messages(): number {
    return this.#messages;
  }

  /** Whether a message was refused, so that the limit isn't only about observations. */
  get limitsMessages(): boolean {
    return this.#limitsMessages;
  }

  add(isObservation: boolean): void {
    this.#at.push(performance.now());
    if (!isObservation) this.#messages += 1;
  }

  addRefused(isObservation: boolean): void {
    this.#limitsObservations ||= isObservation;
    this.#limitsMessages ||= !isObservation;
  }

  /** A limit has ended: the first request after it was accepted just now. */
  startAgain(now: number): void {
    this.#at = [now];
    this.#messages = 1;
    this.#since = now;
  }

  /** The rate of all requests, since the limit may count all. `accepted` is the number of requests of the kinds that it refused. */
  measured(metAt: number, waitMs: number, minWindowMs: number): Measured {
    const measured = measuredRate(this.#at, this.#since, metAt, waitMs, minWindowMs);
    const shown = this.#limitsMessages ? this.#counted : 1 - this.#messagePart;
    return { ...measured, accepted: Math.round(shown * measured.accepted) };
  }

  /** The share of the requests that the limit counts. */
  get #counted(): number {
    return this.#limitsObservations || this.isEmpty ? 1 : this.#messagePart;
  }

  get #messagePart(): number {
    return this.#messages / Math.max(1, this.#at.length);
  }
}
