import type { AttemptResult } from '../wire/attempt.ts';
import { isAcknowledged } from '../wire/outcome.ts';

/** Where time comes from: real, or a test's. */
export interface Clock {
  /**
   * Resolves when the time has passed, or the signal is aborted.
   *
   * @param delayMs How long (ms).
   * @param signal Ends the sleep early.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** One message to one webhook: its attempts in order, numbered from 1, until one was acknowledged or all were used up. */
export interface Delivery<R extends AttemptResult = AttemptResult> {
  /** What came of each attempt, in order. */
  readonly attempts: readonly R[];
  /** Whether the last of them acknowledged the message. */
  readonly isAcknowledged: boolean;
}

/** One delivery to make: how to make an attempt, and when to make another. */
export interface DeliverOptions<R extends AttemptResult = AttemptResult> {
  /** The number of the first attempt that is made here, default 1: the ones before it were made by a run that ended early. */
  readonly from?: number;
  /** Makes attempt `n`, from 1. */
  readonly attempt: (n: number) => Promise<R>;
  /** The gap before each resend (ms), see {@link retryDelaysMs}: one for each resend, so that none means one attempt. */
  readonly delaysMs: readonly number[];
  /** Where time comes from. */
  readonly clock: Clock;
  /** Told of every attempt as it ends, with the gap until the next one if there is to be one. */
  readonly onAttempt?: (result: R, n: number, nextInMs: number | undefined) => void;
  /** Ends the delivery: no further attempt is made. */
  readonly signal?: AbortSignal;
}

/**
 * Attempts until the message is acknowledged or given up: "If the third-party application does not return a successful HTTP response (2xx) within the specified time, the system will
 * resend the request based on the Retry Count setting." After the last resend the delivery is given up.
 *
 * @param options How to make an attempt, and when to make another.
 */
export async function deliverWithRetries<R extends AttemptResult>(
  options: DeliverOptions<R>,
): Promise<Delivery<R>> {
  const attempts: R[] = [];
  for (let n = options.from ?? 1; ; n++) {
    const result = await options.attempt(n);
    attempts.push(result);
    const done = isAcknowledged(result.outcome);
    const delayMs = done || options.signal?.aborted ? undefined : options.delaysMs[n - 1];
    options.onAttempt?.(result, n, delayMs);
    if (delayMs === undefined) return { attempts, isAcknowledged: done };
    await options.clock.sleep(delayMs, options.signal);
    if (options.signal?.aborted) return { attempts, isAcknowledged: false };
  }
}
