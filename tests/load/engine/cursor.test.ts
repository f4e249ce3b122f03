import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cursor } from '../../../load/engine/cursor.ts';
import { schedule } from '../../../load/engine/schedule.ts';

const slices = fc.oneof(
  fc.constant({ lane: 0, lanes: 1 }),
  fc.record({ lane: fc.nat(2), lanes: fc.constant(3) }),
);

test('a cursor traverses its slice, and reports each message that was due and not passed', () => {
  fc.assert(
    fc.property(slices, fc.nat(70), fc.integer({ min: -10, max: 80 }), (slice, passes, timeMs) => {
      const plan = schedule({ rate: 1000, count: 50, arrivals: 'poisson', seed: 3 });
      const ours = Array.from({ length: 50 }, (_, index) => index).filter(
        (index) => index % slice.lanes === slice.lane,
      );
      const cursor = new Cursor(plan, slice);
      for (let n = 0; n < passes && !cursor.isAtEnd; n += 1) {
        expect([cursor.index, cursor.dueMs]).toEqual([ours[n], plan.dueMs(ours[n] ?? -1)]);
        cursor.advance();
      }
      const left = ours.slice(passes);
      expect(cursor.isAtEnd).toBe(left.length === 0);
      expect(cursor.dueMs).toBe(left[0] === undefined ? Number.POSITIVE_INFINITY : plan.dueMs(left[0]));
      expect(cursor.dueBy(timeMs)).toBe(ours.filter((index) => plan.dueMs(index) <= timeMs).length);
      const late = left.map(plan.dueMs).filter((dueMs) => dueMs <= timeMs);
      const reported: number[] = [];
      const count = cursor.eachLate(timeMs, (dueMs, times) => {
        expect(times).toBe(1);
        reported.push(dueMs);
      });
      expect([count, reported]).toEqual([late.length, late]);
    }),
  );
});

test('when very many messages are late, some represent those after them', () => {
  const plan = schedule({ rate: 1_000_000, count: 250_001, arrivals: 'even', seed: 1 });
  const cursor = new Cursor(plan, { lane: 0, lanes: 1 });
  cursor.advance();
  const reported: { dueMs: number; times: number }[] = [];
  expect(cursor.eachLate(10_000, (dueMs, times) => reported.push({ dueMs, times }))).toBe(250_000);
  expect(reported.length).toBeLessThanOrEqual(100_000);
  let index = 1;
  for (const { dueMs, times } of reported) {
    expect(dueMs).toBe(plan.dueMs(index));
    index += times;
  }
  expect(index).toBe(250_001);
});
