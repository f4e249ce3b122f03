import { inSimulatedTime } from '../simulated-time.ts';
import type { AttemptResult } from '../wire/attempt.ts';
import { isAcknowledged } from '../wire/outcome.ts';

/** A clock: the real one, or one for tests. */
export interface Clock {
  /**
   * Resolves when the time has passed or the signal is aborted.
   *
   * @param delayMs How long (ms).
   * @param signal Ends the sleep early.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The delivery of one message to one webhook: attempts numbered from 1, until one is acknowledged or none are left. */
export interface Delivery<R extends AttemptResult = AttemptResult> {
  /** The result of each attempt, in order. */
  readonly attempts: readonly R[];
  /** Whether the last attempt was acknowledged. */
  readonly isAcknowledged: boolean;
}

/** The options of a delivery: how to make an attempt, and when to retry. */
export interface DeliverOptions<R extends AttemptResult = AttemptResult> {
  /** The number of the first attempt, default 1. A higher one resumes an interrupted delivery. */
  readonly from?: number;
  /** Makes attempt `n`, from 1. */
  readonly attempt: (n: number) => Promise<R>;
  /** The gap before each retry (ms), see {@link retryDelaysMs}. An empty list means a single attempt. */
  readonly delaysMs: readonly number[];
  /** The clock. */
  readonly clock: Clock;
  /** Called when an attempt ends, with the gap until the next one, if any. */
  readonly onAttempt?: (result: R, n: number, nextInMs: number | undefined) => void;
  /** Stops the delivery. No further attempt is made. */
  readonly signal?: AbortSignal;
  /** `simulated` for a receiver in this process: the gaps take no time. Default `real`. See {@link inSimulatedTime}. */
  readonly time?: 'real' | 'simulated';
}

/**
 * Sends a message until it is acknowledged or no retries are left: "If the third-party application does not return a successful HTTP
 * response (2xx) within the specified time, the system will resend the request based on the Retry Count setting." After the last retry, the
 * delivery is exhausted.
 *
 * @param options How to make an attempt, and when to make another. If `attempt` rejects, so does the delivery.
 */
export function deliverWithRetries<R extends AttemptResult>(
  options: DeliverOptions<R>,
): Promise<Delivery<R>> {
  const run = () => makeAttempts(options);
  return options.time === 'simulated' ? inSimulatedTime(run) : run();
}

async function makeAttempts<R extends AttemptResult>(options: DeliverOptions<R>): Promise<Delivery<R>> {
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
