import type { DeliveryState, JournalledDelivery, JournalQuery } from './journal.ts';
import type { Place } from './ledger.ts';
import { attemptReader } from './sqlite-attempts.ts';
import { bytes, Damaged, date, isNull, number, oneOf, text } from './sqlite-cell.ts';
import { contextReader } from './sqlite-context.ts';
import type { Database, SqlRow } from './sqlite-database.ts';

const states: readonly DeliveryState[] = ['pending', 'acknowledged', 'given-up'];

/** How many deliveries are in memory at once while a journal is read. */
const pageSize = 64;

/** Reads what is asked for in pages, each as the file is when it is reached; what is accepted meanwhile is left out. */
export function* readDeliveries(database: Database, query: JournalQuery): Generator<JournalledDelivery> {
  const { state, newestFirst = false, limit = Number.POSITIVE_INFINITY } = query;
  const page = database.prepare(pageSql(state, newestFirst));
  const readPage = pageReader(database);
  let first = 0;
  let last = lastSeq(database);
  let left = limit;
  while (left > 0) {
    const rows = page.all([first, last, Math.min(left, pageSize)]);
    if (rows.length === 0) return;
    for (const [seq, delivery] of readPage(rows)) {
      // In a damaged file a search can go round in circles.
      if (seq < first || seq > last) throw new Damaged('the deliveries are out of order');
      if (newestFirst) last = seq - 1;
      else first = seq + 1;
      yield delivery;
    }
    left -= rows.length;
  }
}

/** The pending deliveries of a journal that goes on; an attempt that was cut short gets no outcome any more. */
export function readPlaces(database: Database): [id: string, Place][] {
  const pending = database.prepare(
    `SELECT seq, CAST(id AS BLOB) AS id, ifnull((SELECT max(n) FROM attempts WHERE delivery = seq), 0) AS attempts
    FROM deliveries WHERE state = 'pending'`,
  );
  return pending.all([]).map((row) => {
    const place = { seq: number(row, 'seq'), attempts: number(row, 'attempts'), isUnderWay: false };
    return [text(row, 'id'), place];
  });
}

export function lastSeq(database: Database): number {
  const [row = {}] = database.prepare('SELECT ifnull(max(seq), 0) AS seq FROM deliveries').all([]);
  const seq = number(row, 'seq');
  if (!Number.isSafeInteger(seq)) throw new Damaged('the deliveries are not numbered');
  return seq;
}

/** The state is part of the text, so that the index of that state is used. */
function pageSql(state: DeliveryState | undefined, newestFirst: boolean): string {
  const inState = state === undefined ? '' : `AND state = '${states.find((known) => known === state) ?? ''}'`;
  return `SELECT seq, CAST(id AS BLOB) AS id, context, CAST(event AS BLOB) AS event, accepted_at_ms,
    CAST(message AS BLOB) AS message, CAST(signature AS BLOB) AS signature, CAST(state AS BLOB) AS state, ended_at_ms
    FROM deliveries WHERE seq BETWEEN ? AND ? ${inState} ORDER BY seq ${newestFirst ? 'DESC' : ''} LIMIT ?`;
}

function pageReader(database: Database) {
  const attemptsOf = attemptReader(database);
  const contextOf = contextReader(database);
  return function* (rows: readonly SqlRow[]): Generator<readonly [seq: number, JournalledDelivery]> {
    const messages = new Map(rows.map((row) => [number(row, 'seq'), bytes(row, 'message')]));
    const attempts = attemptsOf(messages);
    for (const row of rows) {
      const seq = number(row, 'seq');
      const ending = isNull(row, 'ended_at_ms') ? {} : { endedAt: date(row, 'ended_at_ms') };
      const delivery = {
        id: text(row, 'id'),
        acceptedAt: date(row, 'accepted_at_ms'),
        ...contextOf(number(row, 'context')),
        event: text(row, 'event'),
        message: messages.get(seq) ?? Buffer.alloc(0),
        signature: text(row, 'signature'),
        state: oneOf(row, 'state', states),
        ...ending,
        attempts: attempts.get(seq) ?? [],
      };
      yield [seq, delivery];
    }
  };
}
