import { resolve } from 'node:path';
import { HookswitchError } from '../../errors.ts';
import { asBytes, Damaged, textCell } from './cell.ts';
import { journalFailed, notPermitted } from './error.ts';
import { claimFile } from './file.ts';
import { applicationId, schemaVersion, tables } from './schema.ts';
import type { SqlRow, SqlValue } from './value.ts';

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

export interface OpenDatabase {
  readonly database: Database;
  close(): void;
}

/**
 * Opens a journal's file, or creates it, and locks it for this process.
 *
 * @throws HookswitchError `journal-failed`.
 */
export async function openDatabase(path: string): Promise<OpenDatabase> {
  // An absolute path can't be taken for a URL such as `http:` or `file:`.
  const file = resolve(path);
  const { default: Libsql } = await import('libsql');
  const endClaim = claimFile(path, file);
  let database: Database | undefined;
  const close = () => {
    if (database) closeDatabase(database);
    endClaim();
  };
  try {
    database = connect(() => new Libsql(file) as unknown as Database, path);
    begin(database);
    return { database, close };
  } catch (error) {
    close();
    throw journalFailed(path, error);
  }
}

/** The library only says that it can't open a file. */
function connect(open: () => Database, path: string): Database {
  try {
    return open();
  } catch {
    throw new HookswitchError('journal-failed', notPermitted(path));
  }
}

/**
 * Moves the write-ahead log into the file and releases its lock, which `close` alone doesn't do while there are statements. If this fails,
 * nothing is lost: the next process to open the journal finds the log.
 */
export function closeDatabase(database: Database): void {
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_master');
  } catch {
    // The database failed before, and that error was reported.
  }
  database.close();
}

/**
 * The content of the file is not trusted. The lock is held from the first read.
 *
 * With `NORMAL`, a commit is handed to the system and survives if this process is killed. A power failure may lose the last commits, but
 * never the file. Waiting for the disk at each commit would cost a hundred times as much.
 */
function begin(database: Database): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
  const schema = database.prepare(`SELECT ${asBytes('sql')} FROM sqlite_master ORDER BY rowid`).all([]);
  if (schema.length === 0) createTables(database);
  else if (schema.map((row) => textCell(row, 'sql')).join() !== tables.join())
    throw new Damaged('these are not our tables');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE; COMMIT');
}

/** Called before switching to a write-ahead log, so that the file has its version number from the start. */
function createTables(database: Database): void {
  database.exec(
    `BEGIN EXCLUSIVE; ${tables.join('; ')}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`,
  );
}
