import { number } from './cell.ts';
import type { Database } from './database.ts';
import { transactions } from './transaction.ts';

/** Which deliveries to remove, oldest first. Pending ones stay. */
export interface Removal {
  /** The highest number to remove. */
  readonly upTo: number;
  /** The maximum. Removing blocks everything else. */
  readonly limit: number;
}

/** Removes ended deliveries and their attempts in one transaction, and returns how many. The file's space is reused. */
export function endedRemover(database: Database): (removal: Removal) => number {
  const inTransaction = transactions(database);
  // The last one stays, since later numbers continue from it.
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
