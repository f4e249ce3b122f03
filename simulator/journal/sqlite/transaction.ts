import type { Database } from './database.ts';

/** Creates transactions: everything in one is stored, or nothing. */
export function transactions(database: Database): (write: () => void) => void {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  return (write) => {
    begin.run([]);
    try {
      write();
      commit.run([]);
    } catch (error) {
      rollBack(database);
      throw error;
    }
  };
}

/** SQLite may have rolled back on its own. */
function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There is nothing to roll back.
  }
}
