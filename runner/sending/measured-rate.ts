import type { RateLimit } from '../../schemas/generated/types.ts';

export interface Measured extends Pick<RateLimit, 'accepted' | 'withinMs'> {
  readonly perSecond: number;
}

/** The first wait after a rejection (ms). */
export const firstWaitMs = 250;

/** A wait of about a second ends a window of a second. A longer wait ends a window that began with the first request. */
export const secondMs = 1000;

/**
 * The rate of a receiver that accepted these requests, then rejected one, and accepted the next after this wait. After a first limit, a
 * window may be shorter than a second, because a token bucket is empty then. Pure.
 */
export function measuredRate(
  acceptedAt: readonly number[],
  since: number,
  metAt: number,
  waitMs: number,
  minWindowMs = secondMs,
): Measured {
  const from = waitMs <= secondMs + firstWaitMs ? Math.max(since, metAt - secondMs) : since;
  const accepted = acceptedAt.filter((at) => at >= from).length;
  const windowMs = Math.max(minWindowMs, metAt - from + (from === since ? waitMs : 0));
  return { accepted, withinMs: metAt - from, perSecond: Math.max(accepted, 1) / (windowMs / 1000) };
}
