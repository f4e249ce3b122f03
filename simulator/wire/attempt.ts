import { setMaxListeners } from 'node:events';
import type { Connector } from './connection.ts';
import { Exchange } from './exchange.ts';
import { loopWatch } from './loop-watch.ts';
import type { Outcome } from './outcome.ts';
import type { WireStep } from './wire.ts';

/** One HTTP exchange to make. */
export interface AttemptOptions {
  readonly url: string;
  readonly steps: readonly WireStep[];
  readonly connector: Connector;
  /** One deadline over the whole exchange, from the first look-up to the last byte of the answer's body (ms). */
  readonly timeoutMs: number;
  /** How much of an answer's body is kept and read (bytes). */
  readonly maxBodyBytes?: number | undefined;
  /** Ends the attempt at once, as `cut`. */
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
   * How long this process itself was held up meanwhile (ms), if long enough to matter. It may explain a timeout or a late response.
   */
  readonly measuredLateMs?: number | undefined;
  /** Whether the request was sent again over a new connection, because a reused one was closed before its response started. */
  readonly isSentAgain?: true;
}

export const defaultMaxBodyBytes = 64 * 1024;

/**
 * Makes one HTTP exchange. Never rejects for what a receiver does: every end is an {@link Outcome}. Redirects are not followed, an answer
 * is read up to the cap only, and nothing of the connection is left behind.
 *
 * @throws HookswitchError `host-not-allowed` when the URL's host is not allowed.
 */
export async function attempt(options: AttemptOptions): Promise<AttemptResult> {
  const startedAt = new Date();
  const startMs = performance.now();
  loopWatch.begin(startMs);
  const { outcome, isSentAgain } = await endOf(options, startMs);
  const endMs = performance.now();
  const measuredLateMs = loopWatch.measuredLateMs(startMs, endMs);
  const elapsedMs = endMs - startMs;
  return { outcome, startedAt, elapsedMs, measuredLateMs, ...(isSentAgain && { isSentAgain }) };
}

function endOf(
  options: AttemptOptions,
  startMs: number,
): Promise<{ readonly outcome: Outcome; readonly isSentAgain: boolean }> {
  const { signal, maxBodyBytes = defaultMaxBodyBytes } = options;
  return new Promise((resolve) => {
    const onAbort = () => exchange.cut('the interrupt of the run');
    const onOutcome = (outcome: Outcome) => {
      signal?.removeEventListener('abort', onAbort);
      resolve({ outcome, isSentAgain: exchange.isSentAgain });
    };
    const url = new URL(options.url);
    const exchange = new Exchange({ ...options, url, startMs, maxBodyBytes, onOutcome });
    // Hundreds of attempts may share one signal: to Node more than ten would look like a leak.
    if (signal) setMaxListeners(0, signal);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    else exchange.start();
  });
}
