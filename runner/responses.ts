import { isAcknowledged, type Outcome, type Transmission } from '../simulator/index.ts';
import type { Pace } from './budget.ts';

/** A message that got no response. */
interface Unanswered {
  readonly isGenuine: boolean;
  readonly elapsedMs: number;
  /** When it timed out or failed, from the start of the check. */
  readonly atMs: number;
}

/** The messages without a response since the last response, or since the check began. Times are from the start of the check. */
interface Silence {
  /** When it began. */
  readonly atMs: number;
  readonly unanswered: readonly Unanswered[];
  /** When the last of them timed out or failed. */
  readonly silentUntilMs: number;
}

/** What the receiver responded to last, and the silence since then. */
export interface LastResponse extends Silence {
  readonly what: string;
  readonly outcome: Outcome;
  readonly elapsedMs: number;
  /** How many messages it had acknowledged and rejected by then. */
  readonly acknowledged: number;
  readonly rejected: number;
  /** A connection failed or a response broke off since then, so the receiver is not only silent. */
  readonly breaksOff: boolean;
}

/** A period without any response that has ended. Times are from the start of the check. */
export interface Pause {
  readonly atMs: number;
  readonly untilMs: number;
  /** How many messages got no response in this time. */
  readonly unanswered: number;
}

/** One or two may get no response for their own reason. */
const minUnanswered = 3;
const maxPauses = 10;

/** Counts responses, to see whether a receiver stops responding. */
export class Responses {
  readonly #startedAt = performance.now();
  #acknowledged = 0;
  #rejected = 0;
  #last: Omit<LastResponse, keyof Silence> | undefined;
  #silence: Silence = silenceFrom(0);
  /** How many messages got no response since the last one, whenever they were sent. */
  #gaveUp = 0;
  readonly #pauses: Pause[] = [];

  get last(): LastResponse | undefined {
    return this.#last && { ...this.#last, ...this.#silence };
  }

  get silence(): Silence {
    return this.#silence;
  }

  /** The first periods in which several messages got no response, except while the receiver could not be reached. */
  get pauses(): readonly Pause[] {
    return this.#pauses;
  }

  /** Connections that the sender closed early show nothing. */
  note(what: string, { outcome, elapsedMs }: Transmission, isGenuine: boolean): void {
    const atMs = performance.now() - this.#startedAt;
    if (outcome.kind === 'timeout') this.#gaveUp += 1;
    if (outcome.kind === 'response') {
      this.#notePause(atMs);
      if (isAcknowledged(outcome)) this.#acknowledged += 1;
      else if (outcome.status >= 400 && outcome.status < 500) this.#rejected += 1;
      const counts = { acknowledged: this.#acknowledged, rejected: this.#rejected };
      this.#last = { what, outcome, elapsedMs, ...counts, breaksOff: false };
      this.#silence = silenceFrom(atMs);
    } else if (outcome.kind !== 'aborted' && atMs - elapsedMs >= this.#silence.atMs) {
      this.#noteFailure(outcome, { isGenuine, elapsedMs, atMs });
    }
  }

  #notePause(untilMs: number): void {
    const unanswered = this.#gaveUp;
    this.#gaveUp = 0;
    if (!this.#last || this.#last.breaksOff) return;
    if (unanswered < minUnanswered || this.#pauses.length >= maxPauses) return;
    this.#pauses.push({ atMs: this.#silence.atMs, untilMs, unanswered });
  }

  #noteFailure(outcome: Outcome, one: Unanswered): void {
    if (outcome.kind === 'timeout' && outcome.status === undefined) {
      const unanswered = [...this.#silence.unanswered, one];
      this.#silence = { ...this.#silence, unanswered, silentUntilMs: one.atMs };
      return;
    }
    if (this.#last) this.#last = { ...this.#last, breaksOff: true };
    this.#silence = silenceFrom(one.atMs);
  }
}

function silenceFrom(atMs: number): Silence {
  return { atMs, unanswered: [], silentUntilMs: atMs };
}

/** How many genuine messages must get no response. */
const minGenuine = 3;
/** A receiver that works off a backlog of this part of the silence may only be slow. */
const maxBacklog = 0.5;

/** Whether genuine messages get no response, and not only because the receiver is working through a queue. Pure. */
export function isDead(
  { atMs, silentUntilMs, unanswered }: Silence,
  { ackMs, eachMs }: Pace,
  timeoutMs: number,
): boolean {
  const genuine = unanswered.filter((one) => one.isGenuine && one.elapsedMs >= timeoutMs);
  const backlogMs = unanswered.length * Math.max(ackMs, eachMs);
  return genuine.length >= minGenuine && backlogMs <= maxBacklog * (silentUntilMs - atMs);
}
