/**
 * Whether two samples of times differ, by the box test of Crosby, Wallach and Riedi ("Opportunities and limits of remote timing attacks",
 * 2009): each sample has a box between two of its order statistics, and they differ if the boxes don't overlap. Low quantiles are the most
 * informative, since disturbances only make a measurement longer. Pure.
 */

/** The result of a comparison; times are in ms. */
export type Comparison =
  /** How much longer the second sample is; negative if it is shorter. */
  | { readonly kind: 'different'; readonly shiftMs: number }
  /** A larger difference would have been detected. */
  | { readonly kind: 'same'; readonly resolutionMs: number };

/** The quantiles to put boxes around. */
const quantiles = [0.05, 0.15, 0.35];

/**
 * Compares two samples of the same size. `errorRate` is the maximum rate at which two samples from the same source are considered
 * different: the boxes are as wide as that requires, for any distribution.
 */
export function compareTimes(
  first: readonly number[],
  second: readonly number[],
  errorRate: number,
): Comparison {
  const n = Math.min(first.length, second.length);
  const [a, b] = [sorted(first, n), sorted(second, n)];
  const gaps = quantiles.map((quantile) => gapAt(a, b, boxAt(n, quantile, errorRate / quantiles.length)));
  const apart = gaps.filter(({ apartMs }) => apartMs > 0).sort((x, y) => y.apartMs - x.apartMs)[0];
  if (apart) return { kind: 'different', shiftMs: apart.shiftMs };
  return { kind: 'same', resolutionMs: Math.min(...gaps.map(({ widthMs }) => widthMs)) };
}

interface Box {
  /** Ranks, from 1. */
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

interface Gap {
  /** How far apart the boxes are; negative if they overlap. */
  readonly apartMs: number;
  readonly shiftMs: number;
  readonly widthMs: number;
}

function gapAt(a: readonly number[], b: readonly number[], { low, middle, high }: Box): Gap {
  const at = (times: readonly number[], rank: number) => times[rank - 1] ?? Number.POSITIVE_INFINITY;
  const shiftMs = at(b, middle) - at(a, middle);
  const apartMs = Math.max(at(b, low) - at(a, high), at(a, low) - at(b, high));
  return { apartMs, shiftMs, widthMs: Math.max(at(b, high) - at(a, low), at(a, high) - at(b, low)) };
}

/** The narrowest box around a quantile for which two samples from the same source are apart at most this often. */
export function boxAt(n: number, quantile: number, errorRate: number): Box {
  const middle = Math.max(1, Math.ceil(quantile * n));
  const around = (half: number) => ({ low: middle - half, middle, high: middle + half });
  const isRare = (half: number) =>
    half >= middle || 2 * chanceApart(n, middle - half, middle + half) <= errorRate;
  let [tooNarrow, wideEnough] = [-1, n];
  while (wideEnough - tooNarrow > 1) {
    const half = (tooNarrow + wideEnough) >> 1;
    if (isRare(half)) wideEnough = half;
    else tooNarrow = half;
  }
  return around(wideEnough);
}

/**
 * The exact probability, for any distribution, that the `low`-th of n times comes after the `high`-th of n others from the same source:
 * fewer than `low` of the former are before the `high`-th of the latter in a random order of all 2n.
 */
export function chanceApart(n: number, low: number, high: number): number {
  if (high > n) return 0;
  const all = logChoose(2 * n, n);
  let chance = 0;
  for (let before = 0; before < low; before += 1) {
    chance += Math.exp(
      logChoose(high - 1 + before, before) + logChoose(2 * n - high - before, n - before) - all,
    );
  }
  return chance;
}

const logFactorials: number[] = [0];

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next += 1) {
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  }
  return logFactorials[n] ?? 0;
}

function sorted(times: readonly number[], n: number): number[] {
  return times.slice(0, n).sort((x, y) => x - y);
}
