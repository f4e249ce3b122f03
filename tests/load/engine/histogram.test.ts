import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketsMs, Histogram } from '../../../load/index.ts';

const durations = fc.array(fc.double({ min: 0.001, max: 40_000_000, noNaN: true }), {
  minLength: 1,
  maxLength: 200,
});

function filled(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.recordMs(value);
  return histogram;
}

test('a quantile matches that of the values to 0.1%', () => {
  fc.assert(
    fc.property(durations, fc.double({ min: 0.001, max: 1, noNaN: true }), (values, share) => {
      const sorted = [...values].sort((a, b) => a - b);
      const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? 0;
      const found = filled(values).quantileMs(share) ?? -1;
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * 0.001 + 0.001);
    }),
  );
});

test('merging parts in any order, even through JSON, loses nothing', () => {
  fc.assert(
    fc.property(fc.array(durations, { minLength: 1, maxLength: 6 }), (parts) => {
      const whole = filled(parts.flat());
      const merged = new Histogram();
      for (const part of [...parts].reverse())
        merged.add(JSON.parse(JSON.stringify(filled(part).snapshot())));
      expect(merged.snapshot()).toEqual(whole.snapshot());
      expect(merged.percentiles()).toEqual(whole.percentiles());
      expect(merged.count).toBe(parts.flat().length);
    }),
  );
});

test('each bucket contains its values', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 40_000_000, noNaN: true }), (value) => {
      const [bucket] = bucketsMs(filled([value]).snapshot());
      const us = Math.round(value * 1000) / 1000;
      expect(bucket?.count).toBe(1);
      expect(bucket?.fromMs).toBeLessThanOrEqual(us);
      expect(bucket?.toMs).toBeGreaterThan(us);
    }),
  );
});

test('an empty histogram has no percentiles, and anything above 19 hours counts as 19 hours', () => {
  const histogram = new Histogram();
  expect(histogram.percentiles()).toEqual({ p50: null, p90: null, p99: null, p999: null, max: null });
  histogram.recordMs(1e12);
  expect(histogram.percentiles().max).toBe((2 ** 36 - 1) / 1000);
  histogram.clear();
  expect(histogram.snapshot()).toEqual({ unit: 'us', counts: [], max: 0 });
});
