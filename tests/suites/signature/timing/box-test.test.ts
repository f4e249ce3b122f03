import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../simulator/index.ts';
import { boxAt, chanceApart, compareTimes } from '../../../../suites/signature/timing/box-test.ts';
import {
  errorRate,
  leakVerdict,
  type SampledTimes,
} from '../../../../suites/signature/timing/leak-verdict.ts';

/** Times of a server on a busy machine: a floor, a long tail, and occasional long stalls (ms). */
function timesOf(seed: number, count: number, moreMs = 0): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const stopMs = random() < 0.02 ? random() * 30 : 0;
    return 0.3 + moreMs - Math.log(1 - random()) * 0.05 + stopMs;
  });
}

const seeds = Array.from({ length: 2000 }, (_, n) => n * 3 + 1);

describe('the probability that two boxes are apart', () => {
  // Counted by hand: in one of the six orders of aabb, both a come before both b.
  it.each([
    [1, 1, 1, 1 / 2],
    [2, 1, 2, 1 / 6],
    [2, 1, 1, 1 / 2],
    [2, 2, 2, 1 / 2],
    [3, 1, 3, 1 / 20],
  ])('with %i times each, for the %i-th after the %i-th, is exact', (n, low, high, chance) => {
    expect(chanceApart(n, low, high)).toBeCloseTo(chance, 12);
  });

  it('equals the count over all orders', () => {
    const orders = (a: number, b: number): string[] =>
      a + b === 0
        ? ['']
        : [
            ...(a > 0 ? orders(a - 1, b).map((rest) => `a${rest}`) : []),
            ...(b > 0 ? orders(a, b - 1).map((rest) => `b${rest}`) : []),
          ];
    const place = (order: string, letter: string, rank: number) =>
      [...order].flatMap((each, at) => (each === letter ? [at] : []))[rank - 1] ?? 0;
    const rank = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(rank, rank, (low, high) => {
        const all = orders(5, 5);
        const apart = all.filter((order) => place(order, 'b', low) > place(order, 'a', high));
        expect(chanceApart(5, low, high)).toBeCloseTo(apart.length / all.length, 10);
      }),
    );
  });

  it('is below the error rate for the chosen box, but not for a narrower one', () => {
    for (const n of [200, 1000, 3000]) {
      for (const quantile of [0.05, 0.15, 0.35]) {
        const { low, high } = boxAt(n, quantile, 0.001);
        expect(2 * chanceApart(n, low, high)).toBeLessThanOrEqual(0.001);
        expect(2 * chanceApart(n, low + 1, high - 1)).toBeGreaterThan(0.001);
      }
    }
  });
});

describe('the box test', () => {
  it('reports a difference between times from one source no more often than its error rate', () => {
    const rate = 0.05;
    const alarms = seeds.filter(
      (seed) => compareTimes(timesOf(seed, 300), timesOf(seed + 1, 300), rate).kind === 'different',
    );
    // Three standard deviations above the allowed rate.
    const most = seeds.length * rate + 3 * Math.sqrt(seeds.length * rate * (1 - rate));
    expect(alarms.length).toBeLessThanOrEqual(most);
    // And it is not a test that never reports anything.
    expect(alarms.length).toBeGreaterThan(0);
  });

  it('finds a shift larger than its resolution, and reports its size and direction', () => {
    for (const seed of seeds.slice(0, 50)) {
      for (const shiftMs of [0.04, -0.04]) {
        const found = compareTimes(timesOf(seed, 2000), timesOf(seed + 1, 2000, shiftMs), errorRate);
        expect(found.kind).toBe('different');
        if (found.kind === 'different') expect(found.shiftMs).toBeCloseTo(shiftMs, 2);
      }
    }
  });

  it('does not report stalls of the machine as a difference', () => {
    const stopped = timesOf(1, 1000).map((ms, n) => (n % 20 === 0 ? ms + 50 : ms));
    expect(compareTimes(timesOf(2, 1000), stopped, errorRate).kind).toBe('same');
  });
});

describe('the conclusion from the times', () => {
  const verdictOn = (times: Partial<SampledTimes>) =>
    leakVerdict({ first: timesOf(1, 1000), last: timesOf(2, 1000), control: timesOf(3, 1000), ...times });

  it('is that there is no leak, with the size that would have been found', () => {
    const found = verdictOn({});
    expect(found.kind).toBe('none');
    if (found.kind === 'none') expect(found.resolutionMs).toBeLessThan(0.05);
  });

  it('is a leak if the last byte takes longer', () => {
    const found = verdictOn({ last: timesOf(2, 1000, 0.1) });
    expect(found.kind).toBe('leaks');
    if (found.kind === 'leaks') expect(found.shiftMs).toBeCloseTo(0.1, 2);
  });

  it.each<[string, Partial<SampledTimes>, RegExp]>([
    ['the same signature takes longer too', { control: timesOf(3, 1000, 0.1) }, /the machine is too busy/],
    [
      'there are few',
      { first: timesOf(1, 100) },
      /only 100 measurements were possible, but at least 200 are needed/,
    ],
    [
      'they are widely scattered',
      Object.fromEntries(
        ['first', 'last', 'control'].map((kind, n) => [kind, timesOf(n, 1000).map((ms) => ms * 100)]),
      ),
      /response times vary too much/,
    ],
  ])('is inconclusive if %s', (_title, times, words) => {
    const found = verdictOn(times);
    expect(found.kind === 'cannot-tell' && found.reason).toMatch(words);
  });
});
