import type { Header } from './request.ts';

/** How far an exchange had come. */
export type Phase = 'connect' | 'send' | 'head' | 'body';

/** An answer whose head arrived in time, and whose body arrived or was cut at the cap. */
export interface ResponseOutcome {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  /** At most the cap of the attempt. */
  readonly body: Buffer;
  /** False when the answer went on past the cap and was given up there. */
  readonly bodyComplete: boolean;
}

/**
 * What came of one attempt: a value, never an exception. `cut` is the sender's own doing (a fault, or an interrupt).
 * A timeout in phase `body` carries the status that had arrived.
 */
export type Outcome =
  | ResponseOutcome
  | { readonly kind: 'timeout'; readonly phase: Phase; readonly status?: number }
  | {
      readonly kind: 'connection-failed';
      readonly phase: Phase;
      readonly code: string;
      readonly message: string;
    }
  | { readonly kind: 'cut'; readonly at: string };

/** "a successful HTTP response (2xx) … within the specified time". A redirect is not a 2xx, so it is a failure. */
export function isAcknowledged(outcome: Outcome): boolean {
  return outcome.kind === 'response' && outcome.status >= 200 && outcome.status <= 299;
}
