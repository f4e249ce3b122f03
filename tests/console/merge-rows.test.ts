import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRows } from '../../console/page/pages/deliveries/merge-rows.ts';
import type { DeliveryRow } from '../../schemas/generated/console-types.ts';

describe('the list of deliveries, as the page merges into it', () => {
  const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }));
  const states = fc.constantFrom<DeliveryRow['state']>('pending', 'acknowledged', 'given-up');
  const rows = fc
    .tuple(seqs, fc.array(states, { minLength: 40, maxLength: 40 }))
    .map(([numbers, of]) => numbers.map((seq, index) => row(seq, of[index] ?? 'pending')));
  const newestFirst = (list: readonly DeliveryRow[]) => [...list].sort((one, other) => other.seq - one.seq);

  it('is newest first and holds each delivery once, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(rows, rows, (old, news) => {
        const merged = mergeRows(newestFirst(old), news);
        const all = new Set([...old, ...news].map(({ seq }) => seq));
        expect(merged.map(({ seq }) => seq)).toEqual([...all].sort((one, other) => other - one));
      }),
    );
  });

  it('never shows as under way what has ended, and otherwise shows the newer', () => {
    fc.assert(
      fc.property(rows, rows, (old, news) => {
        const merged = mergeRows(newestFirst(old), news);
        for (const { seq, state } of news) {
          const before = old.find((one) => one.seq === seq)?.state ?? 'pending';
          const expected = state === 'pending' ? before : state;
          expect(merged.find((one) => one.seq === seq)?.state).toBe(expected);
        }
      }),
    );
  });
});

function row(seq: number, state: DeliveryRow['state']): DeliveryRow {
  return {
    seq,
    state,
    acceptedAt: '2026-03-10T00:00:00.000Z',
    event: 'did_change',
    summary: '',
    webhookId: 'one',
    url: 'http://localhost/',
    method: 'POST',
    timeoutMs: 5000,
    attempts: [],
  };
}
