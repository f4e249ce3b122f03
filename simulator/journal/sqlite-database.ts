import { accessSync, closeSync, constants, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HookswitchError } from '../errors.ts';
import { damaged, journalFailed } from './sqlite-error.ts';
import { applicationId, schemaVersion, tables } from './sqlite-schema.ts';

/** What may be bound: anything else makes the native library end the process. */
export type SqlValue = string | number | Uint8Array | null;
/** Texts are read as bytes, `CAST(x AS BLOB)`: the library cuts them at a NUL, and ends the process when they are no UTF-8. */
export type SqlRow = Readonly<Record<string, number | string | ArrayBuffer | null | undefined>>;

export interface Statement {
  run(parameters: readonly SqlValue[]): unknown;
  all(parameters: readonly SqlValue[]): readonly SqlRow[];
}

/** The part of libsql that is used. */
export interface Database {
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  close(): unknown;
}

/**
 * Opens a journal's file and holds it for this process alone; makes it when there is none. No other file is touched.
 *
 * @throws HookswitchError `journal-failed`.
 */
export async function openDatabase(path: string): Promise<Database> {
  // An absolute path is never taken for an address, as `http:` or `file:` would be.
  const file = resolve(path);
  makeUsable(path, file);
  const { default: Libsql } = await import('libsql');
  try {
    const database = new Libsql(file) as unknown as Database;
    try {
      hold(database);
      identify(database, path);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw journalFailed(path, error);
  }
}

/** Writes what is in the write-ahead log into the file and lets go of it, whatever statements there still are. */
export function closeDatabase(database: Database): void {
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_master');
  } finally {
    database.close();
  }
}

/**
 * A file that is there is not opened to look at it: to close a file lets go of every lock that this process has on it (POSIX).
 * A new one is its owner's alone: it holds telephone numbers and what receivers answered.
 */
function makeUsable(path: string, file: string): void {
  if (path === '' || path.includes('\0'))
    refuse(`the path of the journal, ${JSON.stringify(path)}, is no path`);
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      refuse(`the journal ${path} cannot be made: there is no folder ${dirname(file)}`);
    if (code !== 'EEXIST') refuse(`the journal ${path} cannot be made (${code})`);
  }
  if (!isFile(file)) refuse(`the journal ${path} is no file; name one, or a path where there is nothing yet`);
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    refuse(`the journal ${path} cannot be read and written (${(error as NodeJS.ErrnoException).code})`);
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** Before anything is read, so that the lock is held from the first look on. What a file says is not trusted. */
function hold(database: Database): void {
  database.exec(
    'PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = OFF',
  );
}

/** An empty file becomes a journal; one that is no journal of this version is refused, and left as it is. */
function identify(database: Database, path: string): void {
  const schema = database
    .prepare(
      "SELECT CAST(sql AS BLOB) AS sql FROM sqlite_master WHERE type <> 'table' OR sql IS NOT NULL ORDER BY rowid",
    )
    .all([])
    .map(({ sql }) => (sql instanceof ArrayBuffer ? Buffer.from(sql).toString() : ''));
  const application = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  const isNew = schema.length === 0 && application === 0 && version === 0;
  if (!isNew && application !== applicationId)
    refuse(`${path} is no journal: it is an SQLite database of another kind; name another file`);
  if (version > schemaVersion)
    refuse(
      `the journal ${path} is of version ${version}, and this Hookswitch knows ${schemaVersion}: it was written by a newer one; update Hookswitch, or name another file`,
    );
  if (!isNew && schema.join() !== tables.join()) refuse(damaged(path));
  writeAhead(database);
  if (isNew) create(database);
}

/**
 * With `NORMAL` a commit is handed to the system, and is there after this process was killed. A loss of power may take the last
 * commits, and never the file; to wait for the disk at each commit would cost a thousand times as much.
 */
function writeAhead(database: Database): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('BEGIN IMMEDIATE; COMMIT');
}

function create(database: Database): void {
  database.exec(
    `BEGIN IMMEDIATE; ${tables.join('; ')}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`,
  );
}

function pragma(database: Database, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).all([])[0]?.[name]);
}

function refuse(sentence: string): never {
  throw new HookswitchError('journal-failed', sentence);
}
