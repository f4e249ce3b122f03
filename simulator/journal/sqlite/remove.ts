import { number } from './cell.ts';
import type { Database } from './database.ts';
import { transactions } from './transaction.ts';

/** Which deliveries to remove, oldest first; those that are pending stay. */
export interface Removal {
  /** The highest number that may go. */
  readonly upTo: number;
  /** How many at most: nothing else happens meanwhile. */
  readonly limit: number;
}

/** Removes ended deliveries with their attempts in one transaction, and tells how many; the file's room is used again. */
export function endedRemover(database: Database): (removal: Removal) => number {
  const inTransaction = transactions(database);
  // The last one tells where to count on from.
  const oldest = database.prepare(
    `SELECT seq FROM deliveries WHERE deliveries.seq <= ? AND deliveries.state <> 'pending'
    AND deliveries.seq < (SELECT max(seq) FROM deliveries) ORDER BY deliveries.seq LIMIT ?`,
  );
  const given = '(SELECT value FROM json_each(?))';
  const attempts = database.prepare(`DELETE FROM attempts WHERE delivery IN ${given}`);
  const deliveries = database.prepare(`DELETE FROM deliveries WHERE seq IN ${given}`);
  return ({ upTo, limit }) => {
    const seqs = oldest.all([upTo, limit]).map((row) => number(row, 'seq'));
    if (seqs.length === 0) return 0;
    inTransaction(() => {
      for (const removal of [attempts, deliveries]) removal.run([JSON.stringify(seqs)]);
    });
    return seqs.length;
  };
}
