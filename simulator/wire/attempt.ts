import { setMaxListeners } from 'node:events';
import { computedSince, isTimeSimulated, startComputation } from '../../time/index.ts';
import type { Connector } from './connection.ts';
import { Exchange } from './exchange.ts';
import { loopWatch } from './loop-watch.ts';
import type { Outcome } from './outcome.ts';
import type { WireStep } from './wire.ts';

/** An HTTP exchange to make. */
export interface AttemptOptions {
  readonly url: string;
  readonly steps: readonly WireStep[];
  readonly connector: Connector;
  /** The timeout of the whole exchange, from DNS lookup to the last byte of the response (ms). */
  readonly timeoutMs: number;
  /** How much of a response body is read (bytes). */
  readonly maxBodyBytes?: number | undefined;
  /** Ends the attempt at once, as `aborted`. */
  readonly signal?: AbortSignal;
}

/** The result of one HTTP exchange. */
export interface AttemptResult {
  /** The outcome. */
  readonly outcome: Outcome;
  /** When it started. */
  readonly startedAt: Date;
  /** How long it took, up to the outcome (ms). */
  readonly elapsedMs: number;
  /**
   * In simulated time, how long this process computed during the exchange (ms of processor time), since computing takes no simulated time.
   */
  readonly computedMs?: number;
  /** How long it took to hand all bytes to the operating system (ms), which may still be sending some. Undefined if bytes were left. */
  readonly sentAfterMs?: number;
  /**
   * How long this process itself was delayed during the exchange (ms), if at least 500. The delay may explain a timeout or a late
   * response.
   */
  readonly measuredLateMs?: number | undefined;
  /** Whether the request was sent again over a new connection, because a reused one was closed before its response started. */
  readonly isSentAgain?: true;
  /** How many bytes followed the end of the response on a connection that stays open. They corrupt the next response. */
  readonly excessBytes?: number;
}

export const defaultMaxBodyBytes = 64 * 1024;

/**
 * Makes an HTTP exchange. Never rejects because of a receiver: every result is an {@link Outcome}. Redirects are not followed, a response
 * is read up to the limit, and the connection is cleaned up.
 *
 * @throws HookswitchError `host-not-allowed` if the URL's host is not allowed.
 */
export async function attempt(options: AttemptOptions): Promise<AttemptResult> {
  const startedAt = new Date();
  const startMs = performance.now();
  const before = isTimeSimulated() ? startComputation() : undefined;
  if (!before) loopWatch.begin(startMs);
  const { outcome, sentAtMs, isSentAgain, excessBytes } = await endOf(options, startMs);
  const endMs = performance.now();
  const elapsedMs = endMs - startMs;
  return {
    ...{ outcome, startedAt, elapsedMs },
    ...(before
      ? { computedMs: computedSince(before) }
      : { measuredLateMs: loopWatch.measuredLateMs(startMs, endMs) }),
    ...(sentAtMs !== undefined && { sentAfterMs: sentAtMs - startMs }),
    ...(isSentAgain && { isSentAgain }),
    ...(excessBytes > 0 && { excessBytes }),
  };
}

function endOf(
  options: AttemptOptions,
  startMs: number,
): Promise<Pick<Exchange, 'sentAtMs' | 'isSentAgain' | 'excessBytes'> & { readonly outcome: Outcome }> {
  const { signal, maxBodyBytes = defaultMaxBodyBytes } = options;
  return new Promise((resolve) => {
    const onAbort = () => exchange.cut('the interruption of the run');
    const onOutcome = (outcome: Outcome) => {
      signal?.removeEventListener('abort', onAbort);
      const { sentAtMs, isSentAgain, excessBytes } = exchange;
      resolve({ outcome, sentAtMs, isSentAgain, excessBytes });
    };
    const url = new URL(options.url);
    const exchange = new Exchange({ ...options, url, startMs, maxBodyBytes, onOutcome });
    // Hundreds of attempts may share one signal. Node would report more than ten as a leak.
    if (signal) setMaxListeners(0, signal);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    else exchange.start();
  });
}
