import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrivalKinds, countOf, type LoadPlan, schedule } from '../../../load/index.ts';

const plans = fc.record({
  rate: fc.double({ min: 0.5, max: 5000, noNaN: true }),
  count: fc.integer({ min: 1, max: 9000 }),
  rampMs: fc.constantFrom(0, 1, 700, 4000),
  durationMs: fc.constantFrom(undefined, 1500, 8000),
  arrivals: fc.constantFrom(...arrivalKinds),
  seed: fc.integer(),
});

function planOf({
  durationMs,
  rampMs,
  ...rest
}: typeof plans extends fc.Arbitrary<infer T> ? T : never): LoadPlan {
  return durationMs === undefined
    ? { ...rest, rampMs }
    : { ...rest, durationMs, rampMs: Math.min(rampMs, durationMs) };
}

test('due times are fixed by the plan, in order, and inside its interval', () => {
  fc.assert(
    fc.property(plans, (drawn) => {
      const plan = planOf(drawn);
      const [times, again] = [schedule(plan), schedule(plan)];
      let before = 0;
      for (let index = 0; index < times.count; index += 1) {
        const dueMs = times.dueMs(index);
        if (!(dueMs >= before)) throw new Error(`message ${index} is due at ${dueMs}, after ${before}`);
        before = dueMs;
      }
      expect(before).toBeLessThanOrEqual(times.endMs * (1 + 1e-9) + 1e-6);
      if (plan.durationMs !== undefined && times.count > 1)
        expect(times.endMs).toBeLessThanOrEqual(plan.durationMs + 1000 / Number(plan.rate));
      // Any index may be requested, in any order.
      for (const index of [times.count - 1, 0, times.count >> 1]) {
        if (index >= 0 && times.count > 0) expect(again.dueMs(index)).toBe(times.dueMs(index));
      }
    }),
    { numRuns: 60 },
  );
});

test('knows how many are due by a given time', () => {
  fc.assert(
    fc.property(plans, fc.double({ min: 0, max: 9000, noNaN: true }), (drawn, timeMs) => {
      const times = schedule(planOf(drawn));
      let due = 0;
      while (due < times.count && times.dueMs(due) <= timeMs) due += 1;
      expect(times.dueBy(timeMs)).toBe(due);
    }),
    { numRuns: 100 },
  );
});

test('even arrivals are one gap apart, bursts come together, and random ones keep the average', () => {
  const even = schedule({ rate: 100, count: 5, arrivals: 'even', seed: 1 });
  expect([0, 1, 2, 3, 4].map((n) => Math.round(even.dueMs(n)))).toEqual([0, 10, 20, 30, 40]);
  const burst = schedule({ rate: 100, count: 9, arrivals: 'burst', burstSize: 4, seed: 1 });
  expect([0, 3, 4, 7, 8].map((n) => Math.round(burst.dueMs(n)))).toEqual([0, 0, 40, 40, 80]);
  const drawn = schedule({ rate: 1000, durationMs: 10_000, seed: 5 });
  expect(drawn.count).toBe(10_000);
  const gaps = Array.from({ length: 9999 }, (_, n) => drawn.dueMs(n + 1) - drawn.dueMs(n));
  const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length;
  const variance = gaps.reduce((a, gap) => a + (gap - mean) ** 2, 0) / gaps.length;
  // The gaps of a Poisson process are exponential: their deviation equals their mean.
  expect(mean).toBeCloseTo(1, 1);
  expect(Math.sqrt(variance) / mean).toBeCloseTo(1, 1);
});

test('a ramp grows evenly: half of its messages come in its last 29%', () => {
  const times = schedule({ rate: 1000, rampMs: 10_000, durationMs: 10_000, arrivals: 'even', seed: 1 });
  expect(times.count).toBe(5000);
  expect(times.dueMs(2500)).toBeCloseTo(10_000 / Math.SQRT2, 0);
});

test('lanes divide the messages without duplicates or omissions', () => {
  const cuts = fc.record({ count: fc.integer({ min: 0, max: 200 }), lanes: fc.integer({ min: 1, max: 7 }) });
  fc.assert(
    fc.property(cuts, ({ count, lanes }) => {
      const all = Array.from({ length: lanes }, (_, lane) => countOf({ lane, lanes }, count));
      expect(all.reduce((a, b) => a + b, 0)).toBe(count);
      expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
    }),
  );
});
