import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../schemas/index.ts';
import { openJournal } from '../../../simulator/journal/file.ts';
import type {
  AcceptedDelivery,
  Journal,
  JournalEntry,
  JournalQuery,
} from '../../../simulator/journal/journal.ts';
import { defaultProfile } from '../../../simulator/profile.ts';
import { defaultSettings } from '../../../simulator/sender/settings.ts';
import { accepted, acknowledgedEntries, attemptEnded, delivery, ended, started } from './entries.ts';
import { sentenceOf } from './sentence-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));
const inFolder = (name: string) => join(folder, name);
let files = 0;

/** Stores these entries in a new file, and closes it. */
async function journalOf(name: string, entries: readonly JournalEntry[]): Promise<string> {
  const path = inFolder(name);
  const journal = await openJournal(path);
  await journal.append(entries);
  await journal.close();
  return path;
}

/** The lines of the file, as another program reads them. */
function linesOf(path: string) {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function idsIn(journal: Journal, query: JournalQuery = {}): string[] {
  return [...journal.deliveries(query)].map(({ id }) => id);
}

describe('a journal in a file', () => {
  it('keeps thousands of appends from one turn, in order', async () => {
    const journal = await openJournal(inFolder('many.jsonl'));
    const ids = Array.from({ length: 3000 }, (_, n) => `d${n}`);
    await Promise.all(ids.map((id) => journal.append([accepted(id), started(id)])));
    expect(idsIn(journal)).toEqual(ids);
    expect(idsIn(journal, { newestFirst: true })).toEqual(ids.toReversed());
    expect(idsIn(journal, { newestFirst: true, limit: 150 })).toEqual(ids.toReversed().slice(0, 150));
    await journal.append(ids.filter((_, n) => n % 3 === 0).map((id) => ended(id, 'exhausted')));
    expect(idsIn(journal, { state: 'exhausted' })).toEqual(ids.filter((_, n) => n % 3 === 0));
    expect(idsIn(journal, { state: 'pending', limit: 100 })).toEqual(
      ids.filter((_, n) => n % 3 !== 0).slice(0, 100),
    );
    await journal.close();
  });

  it('keeps nothing from an append with an invalid entry, and everything from the others', async () => {
    const journal = await openJournal(inFolder('out-of-turn.jsonl'));
    const results = await Promise.allSettled([
      journal.append([accepted('a')]),
      journal.append([accepted('b'), attemptEnded('b')]),
      journal.append([accepted('c')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await journal.append([accepted('b')]);
    expect(idsIn(journal)).toEqual(['a', 'c', 'b']);
    await journal.close();
  });

  it('reads to the end as of the start of the read, whatever is accepted meanwhile', async () => {
    const journal = await openJournal(inFolder('meanwhile.jsonl'));
    await journal.append([accepted('a'), accepted('b')]);
    const read: string[] = [];
    for (const { id } of journal.deliveries()) {
      read.push(id);
      await journal.append([accepted(`${id}+`)]);
    }
    expect(read).toEqual(['a', 'b']);
    await journal.close();
  });

  it.each<Partial<AcceptedDelivery>>([
    { webhook: { id: 'w2', url: 'http://127.0.0.1:3000/webhook', method: 'POST' } },
    { webhook: { id: 'w1', url: 'http://127.0.0.1:3000/other', method: 'POST' } },
    { webhook: { id: 'w1', url: 'http://127.0.0.1:3000/webhook', method: 'GET' } },
    { settings: { ...defaultSettings, timeoutSeconds: 7 } },
    { settings: { ...defaultSettings, retryCount: 1 } },
    { profile: { ...defaultProfile, spacing: 'spaced' } },
    { fault: 'slow-body' },
  ])('stores the difference between two otherwise equal deliveries: %j', async (differing) => {
    files += 1;
    const [one, other] = [delivery('a'), { ...delivery('b'), ...differing }];
    // The same objects, as a sender has them.
    const common = { webhook: one.webhook, settings: one.settings, profile: one.profile, ...differing };
    const path = await journalOf(`differing-${files}.jsonl`, [
      { kind: 'accepted', delivery: one },
      { kind: 'accepted', delivery: { ...other, ...common } },
      { kind: 'accepted', delivery: { ...one, id: 'c' } },
    ]);
    const journal = await openJournal(path);
    expect([...journal.deliveries()]).toMatchObject([one, { ...other, ...common }, { ...one, id: 'c' }]);
    await journal.close();
  });

  it('keeps a useful part of a long response, and marks it as truncated', async () => {
    const cookie = ['Set-Cookie', 'c'.repeat(3000)] as const;
    const path = await journalOf('long.jsonl', [
      accepted('a'),
      started('a'),
      attemptEnded('a', 1, {
        kind: 'response',
        status: 500,
        reason: 'r'.repeat(5000),
        headers: [['A', 'b'], ...Array.from({ length: 8 }, () => cookie), ['Last', 'z']],
        body: Buffer.alloc(64 * 1024, 'x'),
        bodyComplete: true,
      }),
    ]);
    const journal = await openJournal(path);
    const [kept] = [...journal.deliveries()];
    await journal.close();
    const cut = '… (cut)';
    expect(kept?.attempts[0]?.outcome).toEqual({
      kind: 'response',
      status: 500,
      reason: `${'r'.repeat(1024)}${cut}`,
      headers: [['A', 'b'], cookie, cookie, cookie, cookie, cookie, ['Set-Cookie', cut]],
      body: Buffer.alloc(16 * 1024, 'x'),
      bodyComplete: false,
    });
  });

  it('is a recording, and one file that only its owner can read', async () => {
    const path = await journalOf('lines.jsonl', [accepted('a'), ...acknowledgedEntries('b')]);
    const lines = linesOf(path);
    for (const line of lines)
      expect(validate(line.request ? 'recording' : 'delivery-step', line)).toBeUndefined();
    expect(lines.map(({ request, outcome, delivery }) => [request?.url, outcome?.status, delivery])).toEqual([
      ['http://127.0.0.1:3000/webhook', undefined, expect.objectContaining({ id: 'a' })],
      ['http://127.0.0.1:3000/webhook', undefined, expect.objectContaining({ id: 'b' })],
      [undefined, undefined, { id: 'b', started: 1 }],
      ['/webhook', 200, { id: 'b', attempt: 1 }],
      [undefined, undefined, { id: 'b', ended: 'acknowledged' }],
    ]);
    expect(readdirSync(folder).filter((name) => name.startsWith('lines.jsonl'))).toEqual(['lines.jsonl']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps all entries of one append or none, wherever a kill cut the file', async () => {
    const path = await journalOf('cut.jsonl', acknowledgedEntries('a'));
    const whole = statSync(path).size;
    const journal = await openJournal(path);
    await journal.append(acknowledgedEntries('b'));
    await journal.close();
    const bytes = readFileSync(path);
    for (let end = whole; end <= bytes.length; end += 7) {
      writeFileSync(path, bytes.subarray(0, end));
      const cut = await openJournal(path);
      expect(idsIn(cut)).toEqual(end >= bytes.length ? ['a', 'b'] : ['a']);
      await cut.append([accepted('c')]);
      await cut.close();
      const again = await openJournal(path);
      expect(idsIn(again).at(-1)).toBe('c');
      await again.close();
    }
  });

  it('belongs to one user at a time, in this and other processes, and to the next after closing', async () => {
    const path = inFolder('locked.jsonl');
    const journal = await openJournal(path);
    await journal.append([accepted('a')]);
    const inUse = `the journal ${path} is in use by another process; wait until it ends, or choose another file`;
    expect(await sentenceOf(() => openJournal(path))).toBe(inUse);
    await journal.append([started('a')]);
    // Another file is independent.
    const other = await openJournal(inFolder('not-locked.jsonl'));
    await other.append([accepted('z')]);
    await other.close();
    expect(await sentenceOf(() => openJournal(path))).toBe(inUse);
    await journal.close();
    expect(linesOf(path)).toHaveLength(2);
    const next = await openJournal(path);
    expect(idsIn(next)).toEqual(['a']);
    await next.close();
  });

  it('keeps everything appended before closing, and accepts and shows nothing afterwards', async () => {
    const path = inFolder('closed.jsonl');
    const journal = await openJournal(path);
    const last = journal.append([accepted('a')]);
    await Promise.all([journal.close(), journal.close()]);
    await last;
    expect(await sentenceOf(() => journal.append([accepted('b')]))).toBe(`the journal ${path} was closed`);
    expect(await sentenceOf(() => idsIn(journal))).toBe(`the journal ${path} was closed`);
    expect(linesOf(path)).toHaveLength(1);
  });
});
