import { isAcknowledged, type Outcome, type Transmission } from '../../simulator/index.ts';

/** A message that got no response. */
interface Unanswered {
  readonly isGenuine: boolean;
  readonly elapsedMs: number;
}

/** What the receiver responded to last, and what got no response since then. Times are from the start of the check. */
export interface LastResponse {
  readonly what: string;
  readonly outcome: Outcome;
  readonly elapsedMs: number;
  readonly atMs: number;
  /** How many messages it had acknowledged and rejected by then. */
  readonly acknowledged: number;
  readonly rejected: number;
  /** Messages sent since then that waited in vain. */
  readonly unanswered: readonly Unanswered[];
  /** When the last of them gave up. */
  readonly silentUntilMs: number;
  /** A connection failed since then, so the receiver is not only silent. */
  readonly failsToConnect: boolean;
}

/** Counts responses, to see whether a receiver stops responding. */
export class Responses {
  readonly #startedAt = performance.now();
  #acknowledged = 0;
  #rejected = 0;
  #last: LastResponse | undefined;

  get last(): LastResponse | undefined {
    return this.#last;
  }

  note(what: string, { outcome, elapsedMs }: Transmission, isGenuine: boolean): void {
    const atMs = performance.now() - this.#startedAt;
    if (outcome.kind === 'response') {
      if (isAcknowledged(outcome)) this.#acknowledged += 1;
      else if (outcome.status >= 400 && outcome.status < 500) this.#rejected += 1;
      const counts = { acknowledged: this.#acknowledged, rejected: this.#rejected };
      const since = { unanswered: [], silentUntilMs: atMs, failsToConnect: false };
      this.#last = { what, outcome, elapsedMs, atMs, ...counts, ...since };
    } else if (this.#last && atMs - elapsedMs >= this.#last.atMs) {
      this.#last = withSilence(this.#last, outcome, { isGenuine, elapsedMs }, atMs);
    }
  }
}

/** The sender's own cuts show nothing. */
function withSilence(last: LastResponse, { kind }: Outcome, one: Unanswered, atMs: number): LastResponse {
  if (kind === 'cut') return last;
  if (kind !== 'timeout') return { ...last, failsToConnect: true };
  return { ...last, unanswered: [...last.unanswered, one], silentUntilMs: atMs };
}
