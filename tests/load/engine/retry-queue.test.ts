import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LoadDelivery, RetryQueue } from '../../../load/engine/retry-queue.ts';

const delivery = (index: number, steps: LoadDelivery['steps'] = []): LoadDelivery => ({
  index,
  kind: 'genuine',
  steps,
  bytes: 0,
  dueMs: 0,
});

test('the earliest due comes first, whichever attempt it is; a message after its last attempt is not added', () => {
  const ended = fc.record({ n: fc.integer({ min: 1, max: 4 }), laterMs: fc.nat(50) });
  fc.assert(
    fc.property(fc.array(fc.nat(100), { maxLength: 3 }), fc.array(ended), (delaysMs, attempts) => {
      const retries = new RetryQueue(delaysMs);
      let endMs = 0;
      const expected: { index: number; n: number; dueMs: number }[] = [];
      for (const [index, { n, laterMs }] of attempts.entries()) {
        endMs += laterMs;
        const delayMs = delaysMs[n - 1];
        expect(retries.add(delivery(index), n, endMs)).toBe(delayMs !== undefined);
        if (delayMs !== undefined) expected.push({ index, n: n + 1, dueMs: endMs + delayMs });
      }
      expect(retries.size).toBe(expected.length);
      const taken: typeof expected = [];
      for (let next = retries.first; next; next = retries.first) {
        expect(retries.shift()).toBe(next);
        taken.push({ index: next.delivery.index, n: next.n, dueMs: next.dueMs });
      }
      expect(taken.map(({ dueMs }) => dueMs)).toEqual(
        expected.map(({ dueMs }) => dueMs).sort((a, b) => a - b),
      );
      const byIndex = (some: typeof expected) => [...some].sort((a, b) => a.index - b.index);
      expect(byIndex(taken)).toEqual(byIndex(expected));
      expect([retries.size, retries.shift(), retries.size]).toEqual([0, undefined, 0]);
    }),
  );
});
