import { resolve } from 'node:path';
import { asBytes, Damaged, textCell } from './cell.ts';
import { claimFile, type FileKind } from './file.ts';
import { FileError } from './file-error.ts';
import type { SqlRow, SqlValue } from './value.ts';

interface Statement {
  run(parameters: readonly SqlValue[]): unknown;
  all(parameters: readonly SqlValue[]): readonly SqlRow[];
}

/** The part of libsql that is used. */
export interface Database {
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  close(): unknown;
}

/** Prepares each statement at its first use. */
export function statements(database: Database): (sql: string) => Statement {
  const prepared = new Map<string, Statement>();
  return (sql) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}

export interface OpenDatabase {
  readonly database: Database;
  close(): void;
}

/** A kind of file of ours. */
export interface OwnDatabase extends FileKind {
  /** The statements that create its tables and indexes. */
  readonly tables: readonly string[];
}

/**
 * Opens or creates one of our files, and locks it for this process.
 *
 * @throws FileError or an error of the library: see `fileErrorOf`.
 */
export async function openOwnDatabase(path: string, own: OwnDatabase): Promise<OpenDatabase> {
  // An absolute path can't be taken for a URL such as `http:` or `file:`.
  const file = resolve(path);
  const { default: Libsql } = await import('libsql');
  const endClaim = claimFile(file, own);
  let database: Database | undefined;
  const close = () => {
    if (database) closeDatabase(database);
    endClaim();
  };
  try {
    database = connect(() => new Libsql(file) as unknown as Database);
    begin(database, own);
    return { database, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The library only says that it can't open a file. */
function connect(open: () => Database): Database {
  try {
    return open();
  } catch {
    throw new FileError('not-permitted');
  }
}

/**
 * Moves the write-ahead log into the file and releases its lock, which `close` alone doesn't do while there are statements. If this fails,
 * nothing is lost: the next process to open the file finds the log.
 */
function closeDatabase(database: Database): void {
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
function begin(database: Database, own: OwnDatabase): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
  const schema = database.prepare(ownSchema).all([]);
  if (schema.length === 0) createTables(database, own);
  else if (schema.map((row) => textCell(row, 'sql')).join() !== own.tables.join())
    throw new Damaged('these are not our tables');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE; COMMIT');
}

/** Without what SQLite adds itself: indexes of constraints, which have no statement, and the table of AUTOINCREMENT. */
const ownSchema = `SELECT ${asBytes('sql')} FROM sqlite_master
  WHERE sql IS NOT NULL AND (type, name) <> ('table', 'sqlite_sequence') ORDER BY rowid`;

/** Called before switching to a write-ahead log, so that the file has its version number from the start. */
function createTables(database: Database, { tables, applicationId, schemaVersion }: OwnDatabase): void {
  database.exec(
    `BEGIN EXCLUSIVE; ${tables.join('; ')}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`,
  );
}
