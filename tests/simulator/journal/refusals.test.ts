import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JournalledDelivery } from '../../../simulator/journal/journal.ts';
import { openSqliteJournal } from '../../../simulator/journal/sqlite/journal.ts';
import { accepted, acknowledgedEntries } from './entries.ts';
import { outside } from './outside.ts';
import { sentenceOf } from './sentence-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));
const inFolder = (name: string) => join(folder, name);
let files = 0;
const newPath = () => inFolder(`${files++}.db`);

async function journalAt(path: string): Promise<string> {
  const journal = await openSqliteJournal(path);
  await journal.append([...acknowledgedEntries('a'), accepted('b')]);
  await journal.close();
  return path;
}

async function readAll(path: string): Promise<JournalledDelivery[]> {
  const journal = await openSqliteJournal(path);
  try {
    return [...journal.deliveries()];
  } finally {
    await journal.close();
  }
}

/** Refused with this error, and unchanged byte for byte. */
async function refusedUnchanged(path: string): Promise<string> {
  const before = readFileSync(path);
  const sentence = await sentenceOf(() => openSqliteJournal(path));
  expect(readFileSync(path).equals(before)).toBe(true);
  return sentence;
}

describe('opening a journal', () => {
  it('refuses a path where no file can exist', async () => {
    mkdirSync(inFolder('folder'));
    symlinkSync(inFolder('nowhere/at-all'), inFolder('dangling'));
    writeFileSync(inFolder('file'), '');
    const no = (path: string) => sentenceOf(() => openSqliteJournal(path));
    const noFile = 'is not a file; choose a file, or a path that does not exist yet';
    expect(await no('')).toBe('the path of the journal, "", is not a valid path; give the path of a file');
    expect(await no('a\0b')).toBe(
      'the path of the journal, "a\\u0000b", is not a valid path; give the path of a file',
    );
    expect(await no(inFolder('folder'))).toBe(`the journal ${inFolder('folder')} ${noFile}`);
    expect(await no(inFolder('dangling'))).toBe(`the journal ${inFolder('dangling')} ${noFile}`);
    expect(await no(inFolder('missing/j.db'))).toBe(
      `the journal ${inFolder('missing/j.db')} cannot be created: there is no folder ${inFolder('missing')}; choose a path in an existing folder`,
    );
    expect(await no(inFolder('file/j.db'))).toBe(
      `the journal ${inFolder('file/j.db')} cannot be created: there is no folder ${inFolder('file')}; choose a path in an existing folder`,
    );
    const long = inFolder(`${'j'.repeat(300)}.db`);
    expect(await no(long)).toBe(
      `the journal ${long} cannot be created (a name in its path is too long); check its folder, or choose another path`,
    );
    // The native library treats this as the address of a server.
    expect(await no('http://127.0.0.1:9/j.db')).toContain('there is no folder');
  });

  it('refuses a file or folder that this user may not write', async () => {
    const path = await journalAt(inFolder('mine.db'));
    if (process.geteuid?.() !== 0) chmodSync(path, 0o400);
    const other = await asStranger(async () => [
      await sentenceOf(() => openSqliteJournal(path)),
      await sentenceOf(() => openSqliteJournal(inFolder('new.db'))),
    ]);
    expect(other).toEqual([
      `the journal ${path} cannot be opened: no permission to read and write it or its folder; change the permissions, or choose another file`,
      `the journal ${inFolder('new.db')} cannot be created (no permission to write it); check its folder, or choose another path`,
    ]);
  });

  it('refuses a file that this user may write in a read-only folder', async () => {
    const path = await journalAt(inFolder('shared.db'));
    chmodSync(path, 0o666);
    const before = readFileSync(path);
    const other = await asStranger(() => sentenceOf(() => openSqliteJournal(path)));
    expect(other).toBe(
      `the journal ${path} cannot be written: it, or its folder, is read-only; make it writable, or use another journal`,
    );
    expect(readFileSync(path)).toEqual(before);
  });

  it('refuses a file that is not a SQLite database, or another kind of one, and leaves it unchanged', async () => {
    writeFileSync(inFolder('notes.txt'), 'Ring the carrier about the DIDs.\n'.repeat(100));
    expect(await refusedUnchanged(inFolder('notes.txt'))).toBe(
      `${inFolder('notes.txt')} is not a journal: it is not an SQLite database; choose another file`,
    );
    writeFileSync(inFolder('begun.db'), 'SQLite format 3\0');
    expect(await refusedUnchanged(inFolder('begun.db'))).toBe(
      `${inFolder('begun.db')} is not a journal: it is not an SQLite database; choose another file`,
    );
    const other = `${inFolder('other.db')} is not a journal: it is another kind of SQLite database; choose another file`;
    outside(inFolder('other.db'), 'CREATE TABLE pbx (sn)', "INSERT INTO pbx VALUES ('36A')");
    expect(await refusedUnchanged(inFolder('other.db'))).toBe(other);
    outside(inFolder('other.db'), 'PRAGMA journal_mode = WAL', 'PRAGMA user_version = 1');
    expect(await refusedUnchanged(inFolder('other.db'))).toBe(other);
  });

  it('refuses a journal of a newer version, and leaves it unchanged', async () => {
    const path = await journalAt(inFolder('newer.db'));
    outside(path, 'PRAGMA user_version = 2');
    expect(await refusedUnchanged(path)).toBe(
      `the journal ${path} has version 2, but this Hookswitch supports versions up to 1; update Hookswitch, or choose another file`,
    );
  });

  it.each([
    ['has a trigger', 'CREATE TRIGGER t AFTER INSERT ON deliveries BEGIN DELETE FROM attempts; END'],
    ['has a table more', 'CREATE TABLE more (x)'],
    ['lacks an index', 'DROP INDEX pending_deliveries'],
  ])('refuses a journal whose schema %s', async (_, statement) => {
    const path = await journalAt(newPath());
    outside(path, statement);
    expect(await refusedUnchanged(path)).toBe(
      `the journal ${path} is damaged; move it elsewhere to start with a new one`,
    );
  });

  it.each([
    ['state', "UPDATE deliveries SET state = 'lost'"],
    ['context', 'UPDATE deliveries SET context = 9'],
    ['time', 'UPDATE deliveries SET accepted_at_ms = 1e300'],
    ['profile', `UPDATE contexts SET profile = '{"spacing":"wide"}'`],
    ['headers', `UPDATE attempts SET headers = '[["Host"]]'`],
    ['headers, of which one is right,', `UPDATE attempts SET headers = '[["A","b"],["Host"]]'`],
    ['headers that have a number', `UPDATE attempts SET headers = '[["A",1]]'`],
    ['method', "UPDATE contexts SET method = 'PUT'"],
    ['request, which is left out,', 'UPDATE attempts SET method = NULL'],
    ['headers that are no JSON', `UPDATE attempts SET headers = '[['`],
    ['outcome', "UPDATE attempts SET outcome = 'lost'"],
    ['status', "UPDATE attempts SET status = 'x'"],
    ['elapsed time', "UPDATE attempts SET elapsed_ms = 'x'"],
  ])('reports a row whose %s no journal wrote as damage', async (_, statement) => {
    const path = await journalAt(newPath());
    outside(path, statement);
    expect(await sentenceOf(() => readAll(path))).toBe(
      `the journal ${path} is damaged; move it elsewhere to start with a new one`,
    );
  });

  it('does not loop in an index that is out of order', async () => {
    const path = newPath();
    const journal = await openSqliteJournal(path);
    await journal.append(['a', 'b', 'c'].map((id) => accepted(id)));
    await journal.close();
    // The index entries are those of another index in reverse order.
    outside(
      path,
      'UPDATE deliveries SET accepted_at_ms = 4 - seq',
      'CREATE INDEX backwards ON deliveries (accepted_at_ms)',
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'backwards')
       WHERE name = 'pending_deliveries'`,
      "DELETE FROM sqlite_master WHERE name = 'backwards'",
    );
    const damaged = await openSqliteJournal(path);
    const reading = damaged.deliveries({ state: 'pending' })[Symbol.iterator]();
    const readAFew = () => Array.from({ length: 9 }, () => reading.next());
    expect(await sentenceOf(readAFew)).toBe(
      `the journal ${path} is damaged; move it elsewhere to start with a new one`,
    );
    await damaged.close();
  });

  it.each([
    ['deliveries', 'context'],
    ['deliveries', 'accepted_at_ms'],
    ['deliveries', 'ended_at_ms'],
    ['contexts', 'timeout_seconds'],
    ['contexts', 'retry_count'],
    ['attempts', 'n'],
    ['attempts', 'started_at_ms'],
    ['attempts', 'elapsed_ms'],
    ['attempts', 'status'],
    ['attempts', 'is_answer_complete'],
  ])(
    'reports damage when %s.%s is invalid UTF-8, which would crash the native library',
    async (table, column) => {
      const path = await journalAt(newPath());
      outside(path, `UPDATE ${table} SET ${column} = CAST(x'ff' AS TEXT)`);
      expect(await sentenceOf(() => readAll(path))).toBe(
        `the journal ${path} is damaged; move it elsewhere to start with a new one`,
      );
    },
  );

  it('reads a text with invalid UTF-8 or a NUL, which the native library cannot read', async () => {
    const path = await journalAt(inFolder('utf8.db'));
    outside(
      path,
      "UPDATE deliveries SET event = CAST(x'ff00fe' AS TEXT), signature = CAST(x'410042' AS TEXT)",
    );
    const journal = await openSqliteJournal(path);
    const [first] = [...journal.deliveries()];
    expect([first?.event, first?.signature]).toEqual(['\ufffd\0\ufffd', 'A\0B']);
    await journal.close();
  });
});

/** Acts as a user who may only read this folder. Root, who may do everything, becomes nobody. */
async function asStranger<T>(action: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  chmodSync(folder, isRoot ? 0o755 : 0o500);
  if (isRoot) process.seteuid?.(65534);
  try {
    return await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o700);
  }
}
