import type { Phase } from '../../schemas/generated/types.ts';
import type { Header } from './request.ts';

export type { Phase };

/** An answer whose head arrived in time, and whose body arrived or was cut at the cap. */
export interface ResponseOutcome {
  /** Tells it from the other outcomes. */
  readonly kind: 'response';
  /** The status code. */
  readonly status: number;
  /** The text after the status code. */
  readonly reason: string;
  /** The headers in the order of the wire. */
  readonly headers: readonly Header[];
  /** The body's bytes without their framing; at most the cap of the attempt. */
  readonly body: Buffer;
  /** False when the answer went on past the cap and was given up there. */
  readonly bodyComplete: boolean;
}

/** What came of one attempt: a value, never an exception. */
export type Outcome =
  /** An answer. */
  | ResponseOutcome
  /** No whole answer in time. */
  | {
      readonly kind: 'timeout';
      /** How far the exchange had come. */
      readonly phase: Phase;
      /** The status code, when the answer's head had arrived. */
      readonly status?: number;
    }
  /** No connection, or one that broke before the answer was whole. */
  | {
      readonly kind: 'connection-failed';
      /** How far the exchange had come. */
      readonly phase: Phase;
      /** The system's name for it, such as `ECONNREFUSED`; `CLOSED` when the receiver closed without an answer. */
      readonly code: string;
      /** The failure in words. */
      readonly message: string;
    }
  /** The sender's own doing: a fault, or an interrupt. */
  | {
      readonly kind: 'cut';
      /** Where it was cut, in words. */
      readonly at: string;
    };

/**
 * Whether an attempt acknowledges its message: "a successful HTTP response (2xx) … within the specified time". A redirect is not a 2xx,
 * so it is a failure.
 *
 * @param outcome What came of the attempt.
 */
export function isAcknowledged(outcome: Outcome): boolean {
  return outcome.kind === 'response' && outcome.status >= 200 && outcome.status <= 299;
}
