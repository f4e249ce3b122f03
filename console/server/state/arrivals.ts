import type { ArrivalDetail, ArrivalRow } from '../../../schemas/generated/console-types.ts';
import type { Database } from '../../../simulator/journal/sqlite/database.ts';
import { asBytes, keptJson } from './cell.ts';
import { isArrivalDetail, isArrivalRow } from './shapes.ts';

/** The latest requests of the inbox. The oldest are dropped if there are too many, or if together they are too large. */
export interface ArrivalStore {
  /** Stores a request and assigns its number. */
  add(detailOf: (seq: number) => ArrivalDetail): ArrivalDetail;
  /** Newest first, those with a number below `before`. */
  rows(page: { readonly before?: number | undefined; readonly limit: number }): readonly ArrivalRow[];
  get(seq: number): ArrivalDetail | undefined;
  /** How many are stored. */
  readonly total: number;
  /** Deletes all. Numbers continue. */
  clear(): void;
}

/** How many arrivals are stored. */
const maxArrivals = 5000;
/** The total size, as stored (characters). */
const maxSize = 256 * 1024 ** 2;

export function arrivalStore(database: Database): ArrivalStore {
  const one = database.prepare(`SELECT ${asBytes('detail')} FROM arrivals WHERE seq = ?`);
  const page = database.prepare(
    `SELECT ${asBytes('row')} FROM arrivals WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const insert = database.prepare('INSERT INTO arrivals (seq, row, detail) VALUES (?, ?, ?)');
  const oldest = database.prepare('SELECT seq, length(detail) AS size FROM arrivals ORDER BY seq LIMIT 1');
  const remove = database.prepare('DELETE FROM arrivals WHERE seq = ?');
  const [counted = {}] = database
    .prepare('SELECT count(*) AS total, ifnull(sum(length(detail)), 0) AS size FROM arrivals')
    .all([]);
  const [numbered] = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'arrivals'").all([]);
  let total = Number(counted.total);
  let size = Number(counted.size);
  let lastSeq = Number(numbered?.seq ?? 0);

  const dropOldest = () => {
    while (total > 1 && (total > maxArrivals || size > maxSize)) {
      const [row] = oldest.all([]);
      if (row === undefined) return;
      remove.run([Number(row.seq)]);
      total -= 1;
      size -= Number(row.size);
    }
  };

  return {
    add: (detailOf) => {
      const detail = detailOf(lastSeq + 1);
      const written = JSON.stringify(detail);
      lastSeq += 1;
      insert.run([lastSeq, JSON.stringify(detail.row), written]);
      total += 1;
      size += written.length;
      dropOldest();
      return detail;
    },
    rows: ({ before = Number.MAX_SAFE_INTEGER, limit }) =>
      page.all([before, limit]).map((row) => keptJson<ArrivalRow>(row, 'row', isArrivalRow)),
    get: (seq) => {
      const [row] = one.all([seq]);
      return row === undefined ? undefined : keptJson<ArrivalDetail>(row, 'detail', isArrivalDetail);
    },
    get total() {
      return total;
    },
    clear: () => {
      database.exec('DELETE FROM arrivals');
      total = 0;
      size = 0;
    },
  };
}
