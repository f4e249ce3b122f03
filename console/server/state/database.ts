import { join } from 'node:path';
import { closeDatabase, type Database } from '../../../simulator/journal/sqlite/database.ts';
import { claim } from './claim.ts';
import { consoleNotPermitted, stateFailed, unusable } from './failure.ts';

/** Marks the file as a console's state, "Hkco". */
const applicationId = 0x486b636f;
/** Incremented with every change of the tables. */
const schemaVersion = 1;

const tables: readonly string[] = [
  'CREATE TABLE kept (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID',
  'CREATE TABLE arrivals (seq INTEGER PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL, detail TEXT NOT NULL)',
  'CREATE TABLE checks (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, row TEXT NOT NULL, detail TEXT NOT NULL)',
];

export interface OpenState {
  readonly database: Database;
  close(): void;
}

/**
 * Opens the state in a folder, or creates it, and locks it for this process. Written data survives a kill.
 *
 * @throws HookswitchError `bad-file`.
 */
export async function openState(folder: string): Promise<OpenState> {
  const { default: Libsql } = await import('libsql');
  const file = join(folder, 'console.db');
  const endClaim = claim(folder, file);
  let database: Database | undefined;
  const close = () => {
    if (database) closeDatabase(database);
    endClaim();
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

/** The library only says that it can't open a file. */
function connect(open: () => Database, folder: string): Database {
  try {
    return open();
  } catch {
    throw unusable(folder, consoleNotPermitted);
  }
}

/** The same database, with failures as sentences. */
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

/** The lock is held from the first read. The content of the file is not trusted. */
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
    throw unusable(folder, 'console.db in it belongs to another program');
  } else if (version !== schemaVersion) {
    const versions = `has version ${version}, but this Hookswitch supports versions up to ${schemaVersion}`;
    throw unusable(folder, `console.db in it ${versions}`, 'update Hookswitch');
  }
  database.exec('COMMIT; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
}

function pragmas(database: Database) {
  const [application] = database.prepare('PRAGMA application_id').all([]);
  const [version] = database.prepare('PRAGMA user_version').all([]);
  return { ...application, ...version };
}
