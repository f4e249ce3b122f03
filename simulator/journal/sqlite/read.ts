import type { DeliveryState, JournalledDelivery, JournalQuery } from '../journal.ts';
import type { DeliveryProgress } from '../pending-deliveries.ts';
import { attemptReader } from './attempts.ts';
import { asBytes, asNumbers, bytes, choiceCell, Damaged, date, isNull, number, textCell } from './cell.ts';
import { contextReader } from './context.ts';
import { type Database, statements } from './database.ts';
import type { SqlRow } from './value.ts';

const states: readonly DeliveryState[] = ['pending', 'acknowledged', 'exhausted'];

/** How many deliveries are in memory at once while a journal is read. */
const pageSize = 64;

/** Reads in pages, each with the current content of the file. Deliveries that are accepted in the meantime are left out. */
export function deliveryReader(database: Database): (query: JournalQuery) => Generator<JournalledDelivery> {
  const statement = statements(database);
  const readPage = pageReader(database);
  return function* ({ state, newestFirst = false, limit = Number.POSITIVE_INFINITY }) {
    let left = limit;
    let range: Range = { first: 0, last: lastSeq(database) };
    while (left > 0) {
      const page = statement(pageSql(state, newestFirst));
      const rows = page.all([range.first, range.last, Math.min(left, pageSize)]);
      if (rows.length === 0) return;
      for (const [seq, delivery] of readPage(rows)) {
        range = after(range, seq, newestFirst);
        yield delivery;
      }
      left -= rows.length;
    }
  };
}

/** The numbers that are still to be read. */
interface Range {
  readonly first: number;
  readonly last: number;
}

function after(range: Range, seq: number, newestFirst: boolean): Range {
  // In a damaged file, a search can loop.
  if (seq < range.first || seq > range.last) throw new Damaged('the deliveries are out of order');
  return newestFirst ? { ...range, last: seq - 1 } : { ...range, first: seq + 1 };
}

/** The pending deliveries of a journal that is resumed. */
export function readPlaces(database: Database): [id: string, DeliveryProgress][] {
  const pending = database.prepare(
    `SELECT seq, ${asBytes('id')}, (SELECT count(*) FROM attempts WHERE delivery = seq) AS attempts,
    (SELECT elapsed_ms IS NULL FROM attempts WHERE delivery = seq ORDER BY n DESC LIMIT 1) AS is_under_way
    FROM deliveries WHERE deliveries.state = 'pending'`,
  );
  return pending.all([]).map((row) => {
    const isUnderWay = row.is_under_way === 1;
    return [textCell(row, 'id'), { seq: number(row, 'seq'), attempts: number(row, 'attempts'), isUnderWay }];
  });
}

export function lastSeq(database: Database): number {
  const [row = {}] = database.prepare('SELECT ifnull(max(seq), 0) AS seq FROM deliveries').all([]);
  const seq = number(row, 'seq');
  if (!Number.isSafeInteger(seq)) throw new Damaged('the deliveries are not numbered');
  return seq;
}

/** Finds the number of the oldest stored delivery; 1 if none. */
export function firstSeqReader(database: Database): () => number {
  const selection = database.prepare('SELECT ifnull(min(seq), 1) AS seq FROM deliveries');
  return () => number(selection.all([])[0] ?? {}, 'seq');
}

/** The columns that {@link pageReader} reads. */
export const deliveryColumns = `${asBytes('id', 'event', 'message', 'signature', 'state')},
  ${asNumbers('seq', 'context', 'accepted_at_ms', 'ended_at_ms')}`;

/** The state is part of the SQL, so that its index is used. */
export function inState(state: DeliveryState): string {
  return `deliveries.state = '${states.find((known) => known === state) ?? ''}'`;
}

function pageSql(state: DeliveryState | undefined, newestFirst: boolean): string {
  return `SELECT ${deliveryColumns} FROM deliveries
    WHERE deliveries.seq BETWEEN ? AND ? ${state === undefined ? '' : `AND ${inState(state)}`}
    ORDER BY deliveries.seq ${newestFirst ? 'DESC' : ''} LIMIT ?`;
}

/** Reads rows of deliveries together with their attempts. */
export function pageReader(database: Database) {
  const attemptsOf = attemptReader(database);
  const contextOf = contextReader(database);
  return function* (rows: readonly SqlRow[]): Generator<readonly [seq: number, JournalledDelivery]> {
    const messages = new Map(rows.map((row) => [number(row, 'seq'), bytes(row, 'message')]));
    const attempts = attemptsOf(messages);
    for (const row of rows) {
      const seq = number(row, 'seq');
      const ending = isNull(row, 'ended_at_ms') ? {} : { endedAt: date(row, 'ended_at_ms') };
      const delivery = {
        id: textCell(row, 'id'),
        acceptedAt: date(row, 'accepted_at_ms'),
        ...contextOf(number(row, 'context')),
        event: textCell(row, 'event'),
        message: messages.get(seq) ?? Buffer.alloc(0),
        signature: textCell(row, 'signature'),
        state: choiceCell(row, 'state', states),
        ...ending,
        attempts: attempts.get(seq) ?? [],
      };
      yield [seq, delivery];
    }
  };
}
