import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyList,
  maxRows,
  withEvents,
  withNewest,
} from '../../../console/page/pages/deliveries/list/list-state.ts';
import { mergeRows } from '../../../console/page/pages/deliveries/list/merge-rows.ts';
import type { DeliveryRow } from '../../../console/server/api/types.ts';

const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }));
const states = fc.constantFrom<DeliveryRow['state']>('pending', 'acknowledged', 'exhausted');
const rows = fc
  .tuple(seqs, fc.array(states, { minLength: 40, maxLength: 40 }))
  .map(([numbers, of]) => numbers.map((seq, index) => row(seq, of[index] ?? 'pending')));
const newestFirst = (list: readonly DeliveryRow[]) => [...list].sort((one, other) => other.seq - one.seq);

describe('the list of deliveries, as the page merges it', () => {
  it('is newest first and contains each delivery once, in whatever order they arrive', () => {
    fc.assert(
      fc.property(rows, rows, (old, incoming) => {
        const merged = mergeRows(newestFirst(old), incoming);
        const all = new Set([...old, ...incoming].map(({ seq }) => seq));
        expect(merged.map(({ seq }) => seq)).toEqual([...all].sort((one, other) => other - one));
      }),
    );
  });

  it('never shows a finished delivery as in progress, and otherwise shows the newer state', () => {
    fc.assert(
      fc.property(rows, rows, (old, incoming) => {
        const merged = mergeRows(newestFirst(old), incoming);
        for (const { seq, state } of incoming) {
          const before = old.find((one) => one.seq === seq)?.state ?? 'pending';
          const expected = state === 'pending' ? before : state;
          expect(merged.find((one) => one.seq === seq)?.state).toBe(expected);
        }
      }),
    );
  });
});

describe('the list of deliveries, as events come in', () => {
  const loaded = (list: readonly DeliveryRow[]) =>
    withNewest(emptyList, { rows: newestFirst(list), total: list.length }, true);
  const event = (list: DeliveryRow[]) => ({
    kind: 'deliveries' as const,
    rows: list,
    latencies: [],
    missed: 0,
  });
  const states = ['pending', 'acknowledged', 'exhausted'] as const;

  it('keeps the viewed rows in place while the user looks at older ones, and counts new ones', () => {
    fc.assert(
      fc.property(rows, rows, (old, incoming) => {
        const before = loaded(old);
        const after = withEvents(before, [event(incoming)], { filter: {}, isLive: false });
        expect(after.rows.map(({ seq }) => seq)).toEqual(before.rows.map(({ seq }) => seq));
        expect(after.held).toBe(incoming.filter(({ seq }) => seq > before.newest).length);
      }),
    );
  });

  it('shows, while it is live, everything that matches the filter, and nothing else', () => {
    fc.assert(
      fc.property(rows, rows, fc.constantFrom(...states), (old, incoming, state) => {
        const before = loaded(old.filter((one) => one.state === state));
        const after = withEvents(before, [event(incoming)], { filter: { state }, isLive: true });
        expect(after.rows.every((one) => one.state === state)).toBe(true);
        const ended = state === 'pending' ? [] : incoming.filter((one) => one.state === state);
        expect(after.rows.map(({ seq }) => seq)).toEqual(expect.arrayContaining(ended.map(({ seq }) => seq)));
        expect(after.held).toBe(0);
      }),
    );
  });

  it('keeps the newest 5,000, and says where the others continue', () => {
    const many = Array.from({ length: maxRows + 100 }, (_, n) => row(n + 1, 'acknowledged'));
    const { rows: kept, next } = withEvents(emptyList, [event(many)], { filter: {}, isLive: true });
    expect(kept.length).toBe(maxRows);
    expect([kept[0]?.seq, kept.at(-1)?.seq, next]).toEqual([maxRows + 100, 101, 101]);
  });

  it('does not lose what arrived while the newest page was loading', () => {
    const live = withEvents(emptyList, [event([row(3, 'acknowledged')])], { filter: {}, isLive: true });
    const { rows: shown } = withNewest(
      live,
      { rows: [row(2, 'pending'), row(1, 'pending')], total: 2 },
      true,
    );
    expect(shown.map(({ seq }) => seq)).toEqual([3, 2, 1]);
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
