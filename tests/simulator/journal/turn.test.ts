import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../simulator/journal/file.ts';
import type { Journal, JournalEntry } from '../../../simulator/journal/journal.ts';
import { memoryJournal } from '../../../simulator/journal/memory.ts';
import { accepted, attemptEnded, ended, started } from './entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));

/** The states of four deliveries: accepted, in the first attempt, after it, and ended. */
const before = [
  ...['accepted', 'sent', 'answered', 'over'].map((id) => accepted(id)),
  ...['sent', 'answered', 'over'].map((id) => started(id)),
  ...['answered', 'over'].map((id) => attemptEnded(id)),
  ended('over'),
];

const outOfTurn: readonly (readonly [words: string, entry: JournalEntry])[] = [
  ['accepted accepted, which is pending already', accepted('accepted')],
  ['attempt-started 2 of accepted', started('accepted', 2)],
  ['attempt-started 0 of accepted', started('accepted', 0)],
  ['attempt-ended 0 of accepted', attemptEnded('accepted', 0)],
  ['attempt-ended 1 of accepted', attemptEnded('accepted', 1)],
  ['attempt-started 1 of sent', started('sent', 1)],
  ['attempt-ended 2 of sent', attemptEnded('sent', 2)],
  ['attempt-ended 0 of sent', attemptEnded('sent', 0)],
  ['attempt-ended 1 of answered', attemptEnded('answered', 1)],
  ['attempt-started 3 of answered', started('answered', 3)],
  ['attempt-started 2 of over', started('over', 2)],
  ['attempt-ended 1 of over', attemptEnded('over', 1)],
  ['ended of over', ended('over')],
  ['ended of nobody', ended('nobody')],
];

const inTurn: readonly JournalEntry[] = [
  started('accepted', 1),
  ended('accepted', 'exhausted'),
  attemptEnded('sent', 1),
  // After a crash the result of the first attempt is unknown.
  started('sent', 2),
  ended('sent', 'exhausted'),
  started('answered', 2),
  ended('answered'),
  accepted('over'),
];

const journals: readonly (readonly [where: string, () => Promise<Journal>])[] = [
  [
    'in memory',
    async () => {
      const journal = memoryJournal();
      await journal.append(before);
      return journal;
    },
  ],
  [
    'in a file that was opened again',
    async () => {
      const path = join(mkdtempSync(join(folder, 'j-')), 'j.jsonl');
      const first = await openJournal(path);
      await first.append(before);
      await first.close();
      return openJournal(path);
    },
  ],
];

describe.each(journals)('a journal %s', (_where, open) => {
  it.each(outOfTurn)('refuses an invalid next entry, and stores nothing of it: %s', async (words, entry) => {
    const journal = await open();
    const kept = [...journal.deliveries()];
    await expect(journal.append([accepted('new'), entry])).rejects.toThrow(
      new Error(`a journal's entry is out of turn: ${words}`),
    );
    expect([...journal.deliveries()]).toEqual(kept);
    await journal.close();
  });

  it.each(inTurn.map((entry) => [`${entry.kind} ${'id' in entry ? entry.id : entry.delivery.id}`, entry]))(
    'accepts a valid next entry: %s',
    async (_name, entry) => {
      const journal = await open();
      const kept = [...journal.deliveries()];
      await journal.append([entry as JournalEntry]);
      expect([...journal.deliveries()]).not.toEqual(kept);
      await journal.close();
    },
  );

  it('accepts a whole delivery in one append, but nothing after its end', async () => {
    const journal = await open();
    await expect(
      journal.append([accepted('new'), started('new'), attemptEnded('new'), ended('new'), ended('new')]),
    ).rejects.toThrow('ended of new');
    await journal.append([accepted('new'), started('new'), attemptEnded('new'), ended('new')]);
    expect([...journal.deliveries()].at(-1)).toMatchObject({ id: 'new', state: 'acknowledged' });
    await journal.close();
  });
});
