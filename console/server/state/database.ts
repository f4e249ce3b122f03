import { join } from 'node:path';
import {
  type Database,
  type OpenDatabase,
  type OwnDatabase,
  openOwnDatabase,
} from '../../../simulator/journal/sqlite/database.ts';
import { stateFailed } from './failure.ts';

const stateDatabase: OwnDatabase = {
  /** Marks the file as a console's state, "Hkco". */
  applicationId: 0x486b636f,
  /** Incremented with every change of the tables. */
  schemaVersion: 1,
  tables: [
    'CREATE TABLE kept (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID',
    'CREATE TABLE arrivals (seq INTEGER PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL, detail TEXT NOT NULL)',
    'CREATE TABLE checks (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, row TEXT NOT NULL, detail TEXT NOT NULL)',
  ],
};

/**
 * Opens the state in a folder, or creates it, and locks it for this process. Written data survives a kill.
 *
 * @throws HookswitchError `bad-file`.
 */
export async function openState(folder: string): Promise<OpenDatabase> {
  const { database, close } = await openOwnDatabase(join(folder, 'console.db'), stateDatabase).catch(
    (error) => {
      throw stateFailed(folder, error);
    },
  );
  return { database: inSentences(database, folder), close };
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
