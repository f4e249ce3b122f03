import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  AcceptedDelivery,
  Journal,
  JournalEntry,
  JournalQuery,
} from '../../../simulator/journal/journal.ts';
import { openSqliteJournal } from '../../../simulator/journal/sqlite/journal.ts';
import { defaultProfile } from '../../../simulator/profile.ts';
import { defaultSettings } from '../../../simulator/sender/settings.ts';
import { accepted, acknowledgedEntries, answer, attemptEnded, delivery, ended, started } from './entries.ts';
import { outside } from './outside.ts';
import { sentenceOf } from './sentence-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));
const inFolder = (name: string) => join(folder, name);
let files = 0;

/** Stores these entries in a new file, and closes it. */
async function journalOf(name: string, entries: readonly JournalEntry[]): Promise<string> {
  const path = inFolder(name);
  const journal = await openSqliteJournal(path);
  await journal.append(entries);
  await journal.close();
  return path;
}

function idsIn(journal: Journal, query: JournalQuery = {}): string[] {
  return [...journal.deliveries(query)].map(({ id }) => id);
}

describe('a journal in a file', () => {
  it('resolves an append when a reader can see it, and not before', async () => {
    const journal = await openSqliteJournal(inFolder('turn.db'));
    const appends = ['a', 'b', 'c'].map((id) => journal.append(acknowledgedEntries(id)));
    expect(idsIn(journal)).toEqual([]);
    await appends[0];
    // They were appended in the same turn, and are committed together.
    expect(idsIn(journal)).toEqual(['a', 'b', 'c']);
    await journal.close();
  });

  it('keeps thousands of appends from one turn, in order', async () => {
    const journal = await openSqliteJournal(inFolder('many.db'));
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
    const journal = await openSqliteJournal(inFolder('out-of-turn.db'));
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
    const journal = await openSqliteJournal(inFolder('meanwhile.db'));
    await journal.append([accepted('a'), accepted('b')]);
    const read: string[] = [];
    for (const { id } of journal.deliveries()) {
      read.push(id);
      await journal.append([accepted(`${id}+`)]);
    }
    expect(read).toEqual(['a', 'b']);
    await journal.close();
  });

  it('stores the message once, and a body only if it differs', async () => {
    const other = Buffer.from('tampered');
    const path = await journalOf('once.db', [
      ...acknowledgedEntries('a'),
      accepted('b'),
      started('b'),
      attemptEnded('b', 1, answer, other),
    ]);
    expect(outside(path, 'SELECT delivery, n, body FROM attempts')).toEqual([
      [1, 1, null],
      [2, 1, 'tampered'],
    ]);
    const journal = await openSqliteJournal(path);
    const bodies = [...journal.deliveries()].map(({ attempts }) => attempts[0]?.request?.body.toString());
    expect(bodies).toEqual(['[{"event":"did_change","sn":"a"}]', 'tampered']);
    await journal.close();
  });

  it('stores the data that deliveries share once, even after reopening', async () => {
    const path = await journalOf('contexts.db', [accepted('a'), accepted('b')]);
    const journal = await openSqliteJournal(path);
    await journal.append([accepted('c'), accepted('d', { fault: 'slow-body' })]);
    await journal.append([accepted('e', { profile: { ...defaultProfile, retryDelayMs: 5 } }), accepted('f')]);
    await journal.close();
    expect(outside(path, 'SELECT id, context FROM deliveries')).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
      ['d', 2],
      ['e', 3],
      ['f', 1],
    ]);
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
    const path = await journalOf(`differing-${files}.db`, [
      { kind: 'accepted', delivery: one },
      { kind: 'accepted', delivery: { ...other, ...common } },
      { kind: 'accepted', delivery: { ...one, id: 'c' } },
    ]);
    const journal = await openSqliteJournal(path);
    expect([...journal.deliveries()]).toMatchObject([one, { ...other, ...common }, { ...one, id: 'c' }]);
    await journal.close();
    expect(outside(path, 'SELECT count(*) FROM contexts')).toEqual([[2]]);
  });

  it('stores thousands of shared values, and finds each again', async () => {
    const urls = Array.from({ length: 2100 }, (_, n) => `http://127.0.0.1:3000/${n}`);
    const entries = urls.map((url, n) => accepted(`d${n}`, { webhook: { id: 'w1', url, method: 'POST' } }));
    const path = await journalOf('many-contexts.db', entries);
    const journal = await openSqliteJournal(path);
    await journal.append([
      accepted('again', { webhook: { id: 'w1', url: urls[2099] ?? '', method: 'POST' } }),
    ]);
    expect([...journal.deliveries()].map(({ webhook }) => webhook.url)).toEqual([...urls, urls[2099]]);
    await journal.close();
    expect(outside(path, 'SELECT count(*) FROM contexts')).toEqual([[2100]]);
  });

  it('keeps a useful part of a long response, and marks it as truncated', async () => {
    const cookie = ['Set-Cookie', 'c'.repeat(3000)] as const;
    const path = await journalOf('long.db', [
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
    const journal = await openSqliteJournal(path);
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

  it('is readable in any SQLite shell, and after closing is one file that only its owner can read', async () => {
    const path = await journalOf('shell.db', [accepted('a'), ...acknowledgedEntries('b')]);
    expect(
      outside(
        path,
        `SELECT state, url, message, datetime(accepted_at_ms / 1000, 'unixepoch'), status FROM deliveries
         JOIN contexts ON contexts.id = context LEFT JOIN attempts ON delivery = seq`,
      ),
    ).toEqual([
      [
        'pending',
        'http://127.0.0.1:3000/webhook',
        '[{"event":"did_change","sn":"a"}]',
        '2026-03-10 02:48:40',
        null,
      ],
      [
        'acknowledged',
        'http://127.0.0.1:3000/webhook',
        '[{"event":"did_change","sn":"b"}]',
        '2026-03-10 02:48:40',
        200,
      ],
    ]);
    expect(outside(path, 'PRAGMA integrity_check')).toEqual([['ok']]);
    expect(readdirSync(folder).filter((name) => name.startsWith('shell.db'))).toEqual(['shell.db']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('belongs to one user at a time, in this and other processes, and to the next after closing', async () => {
    const path = inFolder('locked.db');
    const journal = await openSqliteJournal(path);
    await journal.append([accepted('a')]);
    const inUse = `the journal ${path} is in use by another process; wait until it ends, or use another journal`;
    expect(await sentenceOf(() => openSqliteJournal(path))).toBe(inUse);
    expect(() => outside(path, 'SELECT count(*) FROM deliveries')).toThrow('locked');
    await journal.append([started('a')]);
    // Another file is independent.
    const other = await openSqliteJournal(inFolder('not-locked.db'));
    await other.append([accepted('z')]);
    await other.close();
    expect(await sentenceOf(() => openSqliteJournal(path))).toBe(inUse);
    await journal.close();
    expect(outside(path, 'SELECT count(*) FROM attempts')).toEqual([[1]]);
    const next = await openSqliteJournal(path);
    expect(idsIn(next)).toEqual(['a']);
    await next.close();
  });

  it('keeps everything appended before closing, and accepts and shows nothing afterwards', async () => {
    const path = inFolder('closed.db');
    const journal = await openSqliteJournal(path);
    const last = journal.append([accepted('a')]);
    await Promise.all([journal.close(), journal.close()]);
    await last;
    expect(await sentenceOf(() => journal.append([accepted('b')]))).toBe(`the journal ${path} was closed`);
    expect(await sentenceOf(() => idsIn(journal))).toBe(`the journal ${path} was closed`);
    expect(outside(path, 'SELECT id FROM deliveries')).toEqual([['a']]);
  });

  it('refuses a value that the native library cannot handle, and everything in the same append', async () => {
    const path = inFolder('value.db');
    const journal = await openSqliteJournal(path);
    await journal.append([accepted('a')]);
    const bad = { ...started('c'), at: new Date(Number.NaN) } as JournalEntry;
    const results = await Promise.all(
      [[accepted('b')], [accepted('c'), bad], [accepted('d')]].map((entries) =>
        sentenceOf(() => journal.append(entries)),
      ),
    );
    const sentence = `the journal ${path} failed: a journal entry contains NaN, which SQLite can't store`;
    expect(results).toEqual([sentence, sentence, sentence]);
    expect(await sentenceOf(() => journal.append([accepted('e')]))).toBe(sentence);
    expect(idsIn(journal)).toEqual(['a']);
    await journal.close();
    expect(outside(path, 'SELECT id FROM deliveries')).toEqual([['a']]);
  });
});
