import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPlan, stretchMsFor } from '../../../load/distributed/cut.ts';
import { mergeTicks } from '../../../load/distributed/results/ticks.ts';
import { stepsOf } from '../../../load/engine/schedule.ts';
import { type LoadResult, type LoadTick, schedule } from '../../../load/index.ts';
import { load } from '../driver.ts';

const plans = fc.record({
  rate: fc.double({ min: 5, max: 500, noNaN: true }),
  count: fc.integer({ min: 1, max: 800 }),
  arrivals: fc.constantFrom('poisson' as const, 'even' as const, 'burst' as const),
  rampMs: fc.integer({ min: 0, max: 5000 }),
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
});

describe('a plan split for many workers', () => {
  it('has each message in one slice, in the interval in which it is due', () => {
    fc.assert(
      fc.property(
        plans,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 200, max: 5000 }),
        (plan, lanes, ms) => {
          const { dueMs } = schedule(plan);
          const seen = new Set<number>();
          const wrong: number[] = [];
          for (const { fromMs, slices } of cutPlan(plan, lanes, ms)) {
            expect(slices.length).toBeLessThanOrEqual(lanes);
            for (const { slice, count } of slices) {
              expect(count).toBeGreaterThan(0);
              const { first, step, to } = stepsOf(slice, slice.to);
              let has = 0;
              for (let index = first; index < to; index += step) {
                has += 1;
                expect(seen.has(index)).toBe(false);
                seen.add(index);
                expect(dueMs(index)).toBeGreaterThanOrEqual(fromMs);
                expect(dueMs(index)).toBeLessThanOrEqual(fromMs + ms);
              }
              expect(has).toBe(count);
            }
          }
          expect([seen.size, wrong]).toEqual([plan.count, []]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is distributed from the start, however long it is', () => {
    const [first] = cutPlan({ rate: 1_000_000, durationMs: 24 * 3_600_000, seed: 1 }, 50, 1000);
    expect(first?.slices).toHaveLength(50);
    expect(first?.slices[0]?.count).toBeCloseTo(20_000, -3);
  });

  it('sends at most 200 slices a second through Redis', () => {
    for (const workers of [1, 4, 200, 1000]) {
      expect((workers * 1000) / stretchMsFor(workers)).toBeLessThanOrEqual(200);
    }
    expect(stretchMsFor(4)).toBe(1000);
  });
});

it('merging the results of several slices loses nothing', async () => {
  const ticks: LoadTick[] = [];
  const parts: LoadResult[] = [];
  for (const lane of [0, 1, 2]) {
    const { result } = await load(
      undefined,
      { slice: { lane, lanes: 3 } },
      { onTick: (tick) => ticks.push(tick) },
    );
    parts.push(result);
  }
  const merged = mergeTicks(ticks);
  expect(merged).toMatchObject({ due: 40, sent: 40, acknowledged: 40, outcomes: { 200: 40 } });
  const counted = (name: 'lag' | 'ack') =>
    merged.histograms[name].counts.filter((_, at) => at % 2 === 1).reduce((sum, times) => sum + times, 0);
  expect([counted('lag'), counted('ack')]).toEqual([40, 40]);
  expect(merged.ackMs.max).toBe(Math.max(...parts.map(({ ackMs }) => ackMs.max ?? 0)));
});
