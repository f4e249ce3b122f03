/**
 * Whether two lots of times differ, by the box test of Crosby, Wallach and Riedi ("Opportunities and limits of remote timing attacks",
 * 2009): each lot has a box from one of its order statistics to another, and they differ when the boxes are apart. Low quantiles say
 * most, because what disturbs a measurement only makes it longer. Pure.
 */

/** What came of a comparison; times are in ms. */
export type Comparison =
  /** By how much the second ones are longer; negative when they are shorter. */
  | { readonly kind: 'different'; readonly shiftMs: number }
  /** A difference that is larger than this would have been seen. */
  | { readonly kind: 'same'; readonly resolutionMs: number };

/** Around which parts of the sorted times boxes are put. */
const quantiles = [0.05, 0.15, 0.35];

/**
 * Compares two lots of the same size. `errorRate` is how often at most two lots from the same source are called different: the boxes are
 * made as wide as that needs, whatever the times are like.
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
  /** How far the boxes are apart; negative when they overlap. */
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

/** The narrowest box around a quantile that two lots from the same source have apart no more often than this. */
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
 * How likely it is that the `low`-th of n times comes after the `high`-th of n others from the same source, exactly and for any
 * distribution: fewer than `low` of the ones stand before the `high`-th of the others in a random order of all 2n.
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
