/** How messages are spread over the time: by chance, evenly, or many at the same moment. */
export const arrivalKinds = ['poisson', 'even', 'burst'] as const;
export type Arrivals = (typeof arrivalKinds)[number];

/**
 * When messages are due: fixed beforehand, so that no receiver can slow it down. Plain data: the same plan gives the same due times on
 * every machine.
 */
export interface LoadPlan {
  /** Messages per second (may be a fraction), or `max`: the next one as soon as a connection is free. */
  readonly rate: number | 'max';
  /** The rate grows from nothing to `rate` over this time, default 0 (ms). Counts as part of the duration; not with `max`. */
  readonly rampMs?: number;
  /** Messages are due for this long (ms). One of `durationMs` and `count` has to be given; with both, what comes first ends it. */
  readonly durationMs?: number;
  /** So many messages, retries not counted. */
  readonly count?: number;
  /** Default `poisson`. */
  readonly arrivals?: Arrivals;
  /** How many are due at the same moment with `burst`; default: a second's worth. */
  readonly burstSize?: number;
  /** What is drawn depends on it alone. */
  readonly seed: number;
}

/**
 * A part of a plan: of the messages with an index from `from` to `to` (exclusive), every `lanes`-th, beginning with `lane`. Disjoint
 * slices that cover all indexes together send what the whole would send, each message once, and none needs to know of another.
 */
export interface Slice {
  /** Default 0. */
  readonly from?: number;
  /** Default: to the end. */
  readonly to?: number;
  /** Which lane, from 0; default 0. */
  readonly lane?: number;
  /** How many lanes there are; default 1. */
  readonly lanes?: number;
}
