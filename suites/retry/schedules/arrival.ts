import { type Arbitrary, constant, nat, oneof, record, tuple } from 'fast-check';
import type { WireStep } from '../../../simulator/index.ts';

/** When one of several messages arrives, and how. */
export interface ScheduledArrival {
  /** After the first one (ms). */
  readonly afterMs: number;
  /** The gap between the two pieces of its body (ms); 0 if it arrives in one. */
  readonly gapMs: number;
}

/** When two messages arrive. */
export type TwoArrivals = readonly [ScheduledArrival, ScheduledArrival];

/** A receiver may wait for a moment or for a slow database between two steps (ms). */
const [briefMs, longMs] = [20, 100];

const gapMs = oneof({ arbitrary: constant(0), weight: 4 }, nat(briefMs));
const afterMs = oneof(
  { arbitrary: constant(0), weight: 1 },
  { arbitrary: nat(briefMs), weight: 2 },
  nat(longMs),
);

/** Generated arrivals of two messages. In the smallest case, both arrive at once and in one piece. */
export const twoArrivals: Arbitrary<TwoArrivals> = tuple(
  record({ afterMs: constant(0), gapMs }),
  record({ afterMs, gapMs }),
);

/**
 * Arrivals of two messages: at once, and the second one between each two of these moments (ms after the first one), the longest window
 * first. Pure.
 */
export function arrivalsBetween(moments: readonly number[]): TwoArrivals[] {
  const windows = moments.map((to, n) => ({ from: moments[n - 1] ?? 0, to }));
  const longestFirst = windows.sort((one, other) => other.to - other.from - (one.to - one.from));
  return [0, ...longestFirst.map(({ from, to }) => Math.round((from + to) / 2))].map((afterMs) => [
    { afterMs: 0, gapMs: 0 },
    { afterMs, gapMs: 0 },
  ]);
}

/** Sends the head and half of the body, and the rest after the gap. */
export function inPieces({ gapMs }: ScheduledArrival): (head: Uint8Array, body: Uint8Array) => WireStep[] {
  return (head, body) => {
    const half = Math.floor(body.length / 2);
    const first = Buffer.concat([head, body.subarray(0, half)]);
    return [
      { kind: 'send', bytes: first },
      { kind: 'wait', waitMs: gapMs },
      { kind: 'send', bytes: body.subarray(half) },
    ];
  };
}
