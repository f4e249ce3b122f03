/** How messages are spread over time: at random, evenly, or in bursts. */
export const arrivalKinds = ['poisson', 'even', 'burst'] as const;
type Arrivals = (typeof arrivalKinds)[number];

/**
 * When messages are due: fixed in advance, so that no receiver can slow it down. Plain data: the same plan gives the same due times on
 * every machine.
 */
export interface LoadPlan {
  /** Messages per second (may be a fraction), or `max`: the next one as soon as a connection is free. */
  readonly rate: number | 'max';
  /** The time over which the rate grows from 0 to `rate` (ms); default 0. It counts as part of the duration. Not with `max`. */
  readonly rampMs?: number;
  /** For how long messages are due (ms). Either `durationMs` or `count` is required. With both, the first to be reached ends it. */
  readonly durationMs?: number;
  /** The number of messages, not counting retries. */
  readonly count?: number;
  /** Default `poisson`. */
  readonly arrivals?: Arrivals;
  /** The number of messages per burst. Default: one second's worth. */
  readonly burstSize?: number;
  /** The seed of everything random. */
  readonly seed: number;
}

/** A part of a plan: every `lanes`-th message, beginning with `lane`. All lanes together send each message once. */
export interface Slice {
  /** From 0. */
  readonly lane: number;
  readonly lanes: number;
}
