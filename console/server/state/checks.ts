import type { CheckDetail, CheckRow } from '../../../schemas/generated/console-types.ts';
import type { Database } from '../../../simulator/journal/sqlite/database.ts';
import { asBytes, keptJson } from './cell.ts';
import { isCheckDetail, isCheckRow } from './shapes.ts';

/** The latest checks. The oldest are dropped if there are too many. */
export interface CheckStore {
  /** Stores the current check, replacing its earlier state. */
  put(check: CheckDetail): void;
  /** Newest first. */
  rows(): readonly CheckRow[];
  get(id: string): CheckDetail | undefined;
  remove(id: string): void;
}

const maxChecks = 50;

export function checkStore(database: Database): CheckStore {
  const one = database.prepare(`SELECT ${asBytes('detail')} FROM checks WHERE id = ?`);
  const all = database.prepare(`SELECT ${asBytes('row')} FROM checks ORDER BY seq DESC`);
  const upsert = database.prepare(
    `INSERT INTO checks (id, row, detail) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET row = excluded.row, detail = excluded.detail`,
  );
  const dropOldest = database.prepare(
    'DELETE FROM checks WHERE seq NOT IN (SELECT seq FROM checks ORDER BY seq DESC LIMIT ?)',
  );
  const remove = database.prepare('DELETE FROM checks WHERE id = ?');
  return {
    put: (check) => {
      upsert.run([check.row.id, JSON.stringify(check.row), JSON.stringify(check)]);
      dropOldest.run([maxChecks]);
    },
    rows: () => all.all([]).map((row) => keptJson<CheckRow>(row, 'row', isCheckRow)),
    get: (id) => {
      const [row] = one.all([id]);
      return row === undefined ? undefined : keptJson<CheckDetail>(row, 'detail', isCheckDetail);
    },
    remove: (id) => {
      remove.run([id]);
    },
  };
}
