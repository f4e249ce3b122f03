import type { OutcomeRecord, Phase } from '../../schemas/generated/types.ts';
import type { Header } from './request.ts';

export type { Phase };

/** A response whose headers arrived in time, and whose body arrived or was cut at the limit. */
export interface ResponseOutcome {
  /** The kind of outcome. */
  readonly kind: 'response';
  /** The status code. */
  readonly status: number;
  /** The text after the status code. */
  readonly reason: string;
  /** The headers in the order received. */
  readonly headers: readonly Header[];
  /** The bytes of the body without framing, up to the limit of the attempt. */
  readonly body: Buffer;
  /** False if the response was longer than the limit. */
  readonly bodyComplete: boolean;
}

/** The outcome of an attempt: a value, never an exception. */
export type Outcome =
  /** A response. */
  | ResponseOutcome
  /** No complete response in time. */
  | {
      readonly kind: 'timeout';
      /** How far the exchange got. */
      readonly phase: Phase;
      /** The status code, if the headers arrived. */
      readonly status?: number;
    }
  /** The connection failed, or broke before the response was complete. */
  | {
      readonly kind: 'connection-failed';
      /** How far the exchange got. */
      readonly phase: Phase;
      /** The system's error code, such as `ECONNREFUSED`; `CLOSED` if the receiver closed the connection without a response. */
      readonly code: string;
      /** The failure in words. */
      readonly message: string;
    }
  /** Closed early by the sender: by a fault, or because the attempt was aborted. */
  | {
      readonly kind: 'aborted';
      /** Where it was cut, in words. */
      readonly at: string;
    };

/**
 * Whether the receiver acknowledged the message: "a successful HTTP response (2xx) … within the specified time". A redirect is a failure,
 * because it is not a 2xx.
 *
 * @param outcome The outcome of the attempt, also as a report contains it.
 */
export function isAcknowledged(outcome: Outcome | OutcomeRecord): boolean {
  return outcome.kind === 'response' && outcome.status >= 200 && outcome.status <= 299;
}

/** The status code of a response; undefined without a response. */
export function statusOf({ outcome }: { readonly outcome: Outcome | OutcomeRecord }): number | undefined {
  return outcome.kind === 'response' ? outcome.status : undefined;
}

/** Whether the receiver rejected the message: a 4xx. A 5xx or a broken connection is a crash, and a 3xx sends the sender elsewhere. */
export function isRejected(outcome: Outcome): boolean {
  return outcome.kind === 'response' && outcome.status >= 400 && outcome.status <= 499;
}
