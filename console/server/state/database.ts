import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HookswitchError } from '../../../simulator/index.ts';
import { closeDatabase, type Database } from '../../../simulator/journal/sqlite-database.ts';

/** Marks the file as a console's state, "Hkco". */
const applicationId = 0x486b636f;
/** Counts up with every change of the tables. */
const schemaVersion = 1;

const tables: readonly string[] = [
  'CREATE TABLE kept (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID',
  'CREATE TABLE arrivals (seq INTEGER PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL, detail TEXT NOT NULL)',
  'CREATE TABLE checks (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, row TEXT NOT NULL, detail TEXT NOT NULL)',
];

/** The folders that this process has opened: to open a file a second time would let go of the lock on it (POSIX). */
const held = new Set<string>();

export interface OpenState {
  readonly database: Database;
  close(): void;
}

/**
 * Opens the state in a folder, makes it when there is none, and holds it for this process alone. What was written is there after the
 * process was killed.
 *
 * @throws HookswitchError `bad-file`.
 */
export async function openState(folder: string): Promise<OpenState> {
  const { default: Libsql } = await import('libsql');
  const file = join(folder, 'console.db');
  const identity = claim(folder, file);
  let database: Database | undefined;
  const close = () => {
    if (database) closeDatabase(database);
    held.delete(identity);
  };
  try {
    database = connect(() => new Libsql(file) as unknown as Database, folder);
    begin(database, folder);
    return { database: inSentences(database, folder), close };
  } catch (error) {
    close();
    throw stateFailed(folder, error);
  }
}

/** The library says no more than that it cannot open a file. */
function connect(open: () => Database, folder: string): Database {
  try {
    return open();
  } catch {
    throw unusable(folder, notPermitted);
  }
}

/** The same, with its failures as sentences. */
function inSentences(database: Database, folder: string): Database {
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw stateFailed(folder, error);
    }
  };
  return {
    prepare: (sql) => {
      const statement = attempt(() => database.prepare(sql));
      return {
        run: (parameters) => attempt(() => statement.run(parameters)),
        all: (parameters) => attempt(() => statement.all(parameters)),
      };
    },
    exec: (sql) => attempt(() => database.exec(sql)),
    close: () => database.close(),
  };
}

/** It is its owner's alone: it holds secrets. */
function claim(folder: string, file: string): string {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw unusable(folder, `a file cannot be made in it (${code})`);
  }
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw unusable(folder, 'console.db in it is no file; move that away');
  const identity = `${stats.dev} ${stats.ino}`;
  if (held.has(identity)) throw inUse(folder);
  held.add(identity);
  return identity;
}

/** The lock is held from the first look on. What a file says is not trusted. */
function begin(database: Database, folder: string): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
  database.exec('BEGIN EXCLUSIVE');
  const { application_id: application, user_version: version } = pragmas(database);
  const isNew = database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').all([]).length === 0;
  if (isNew) {
    database.exec(
      `${tables.join('; ')}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`,
    );
  } else if (application !== applicationId) {
    throw unusable(folder, 'console.db in it is of another program');
  } else if (version !== schemaVersion) {
    const versions = `is of version ${version}, and this Hookswitch knows ${schemaVersion}`;
    throw unusable(folder, `console.db in it ${versions}: it was written by a newer one; update Hookswitch`);
  }
  database.exec('COMMIT; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
}

function pragmas(database: Database) {
  const [application] = database.prepare('PRAGMA application_id').all([]);
  const [version] = database.prepare('PRAGMA user_version').all([]);
  return { ...application, ...version };
}

const notPermitted = 'this user may not read and write it';

/** SQLite's result codes that a user can do something about, https://sqlite.org/rescode.html. */
const busy = 5;
const reasons: Readonly<Record<number, string>> = {
  8: 'it is read-only',
  10: 'the disk is full or gone',
  11: 'console.db in it is damaged; move that file away, and a new one will be begun',
  13: 'the disk is full',
  14: notPermitted,
  26: 'console.db in it is no SQLite database; move that file away, and a new one will be begun',
};

/** What went wrong with the state, as a sentence. */
export function stateFailed(folder: string, error: unknown): HookswitchError {
  if (error instanceof HookswitchError) return error;
  const { rawCode = 0, message } = error as { readonly rawCode?: number; readonly message?: string };
  const code = rawCode & 0xff;
  return code === busy ? inUse(folder) : unusable(folder, reasons[code] ?? message ?? String(error));
}

function inUse(folder: string): HookswitchError {
  return new HookswitchError(
    'bad-file',
    `the folder ${folder} is in use by another console; use that one, end it, or give this one a folder of its own with --folder`,
  );
}

export function unusable(folder: string, reason: string): HookswitchError {
  return new HookswitchError(
    'bad-file',
    `the state cannot be kept in the folder ${folder}: ${reason}; or name another folder with --folder`,
  );
}
