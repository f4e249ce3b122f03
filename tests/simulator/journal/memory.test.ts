import { describe, expect, it } from 'vitest';
import type { Journal } from '../../../simulator/journal/journal.ts';
import { memoryJournal } from '../../../simulator/journal/memory.ts';
import { accepted, acknowledgedEntries, ended } from './entries.ts';

function idsIn(journal: Journal): string[] {
  return [...journal.deliveries()].map(({ id }) => id);
}

describe('a journal in memory', () => {
  it('keeps the newest ended deliveries, and all pending ones', async () => {
    const journal = memoryJournal({ keepEnded: 2 });
    await journal.append(['p1', 'p2', 'p3'].map((id) => accepted(id)));
    for (const id of ['a', 'b', 'c']) await journal.append(acknowledgedEntries(id));
    expect(idsIn(journal)).toEqual(['p1', 'p2', 'p3', 'b', 'c']);
    await journal.append([ended('p2')]);
    expect(idsIn(journal)).toEqual(['p1', 'p2', 'p3', 'c']);
  });

  it('keeps no ended deliveries on request', async () => {
    const journal = memoryJournal({ keepEnded: 0 });
    await journal.append([accepted('p'), ...acknowledgedEntries('a')]);
    expect(idsIn(journal)).toEqual(['p']);
  });

  it('keeps 10,000 ended deliveries by default', async () => {
    const journal = memoryJournal();
    for (let n = 0; n < 10_001; n += 1) await journal.append([accepted(`d${n}`), ended(`d${n}`)]);
    const ids = idsIn(journal);
    expect([ids.length, ids[0]]).toEqual([10_000, 'd1']);
  });

  it("shows a query's results unchanged while they are being read", async () => {
    const journal = memoryJournal();
    await journal.append([accepted('a'), accepted('b')]);
    const reading = journal.deliveries({ state: 'pending' })[Symbol.iterator]();
    expect(reading.next().value).toMatchObject({ id: 'a' });
    await journal.append([ended('b'), accepted('c')]);
    expect(reading.next().done).toBe(true);
  });
});
