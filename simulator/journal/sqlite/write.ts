import { isUint8Array } from 'node:util/types';
import type { JournalEntry } from '../journal.ts';
import type { NumberedEntry } from '../pending-deliveries.ts';
import { contextWriter } from './context.ts';
import type { Database } from './database.ts';
import {
  acceptedRow,
  acceptedSql,
  attemptRowValues,
  attemptSql,
  endedRow,
  endedSql,
  startedRow,
  startedSql,
} from './rows.ts';
import { transactions } from './transaction.ts';
import type { SqlValue } from './value.ts';

/** Writes entries in one transaction: all of them, or none. */
export function entryWriter(database: Database): (placed: readonly NumberedEntry[]) => void {
  const inTransaction = transactions(database);
  const contextOf = contextWriter(database);
  // In the order in which they happen to a delivery.
  const writers = [
    ['accepted', rowsWriter(database, acceptedSql)],
    ['attempt-started', rowsWriter(database, startedSql)],
    ['attempt-ended', rowsWriter(database, attemptSql)],
    ['ended', rowsWriter(database, endedSql)],
  ] as const;

  const rowOf = ({ seq, entry }: NumberedEntry): SqlValue[] => {
    switch (entry.kind) {
      case 'accepted':
        return acceptedRow(seq, contextOf(entry.delivery), entry);
      case 'attempt-started':
        return startedRow(seq, entry);
      case 'attempt-ended':
        return attemptRowValues(seq, entry);
      case 'ended':
        return endedRow(seq, entry);
    }
  };

  return (placed) => {
    if (placed.length === 0) return;
    inTransaction(() => {
      for (const [kind, write] of writers) write(rowsOf(placed, kind, rowOf));
    });
  };
}

function rowsOf(
  placed: readonly NumberedEntry[],
  kind: JournalEntry['kind'],
  rowOf: (placed: NumberedEntry) => SqlValue[],
) {
  const rows: SqlValue[][] = [];
  for (const one of placed) if (one.entry.kind === kind) rows.push(rowOf(one));
  return rows;
}

/** A call into SQLite costs as much as a row, so rows are written several at a time. */
const rowsAtOnce = 8;

function rowsWriter(database: Database, sqlOf: (rows: number) => string) {
  const one = database.prepare(sqlOf(1));
  const some = database.prepare(sqlOf(rowsAtOnce));
  return (rows: readonly SqlValue[][]): void => {
    let at = 0;
    for (; at + rowsAtOnce <= rows.length; at += rowsAtOnce)
      some.run(valuesOf(rows.slice(at, at + rowsAtOnce)));
    for (const row of rows.slice(at)) one.run(valuesOf([row]));
  };
}

function valuesOf(rows: readonly SqlValue[][]): SqlValue[] {
  const values: SqlValue[] = [];
  for (const row of rows) {
    for (const value of row) {
      assertBindable(value);
      values.push(value);
    }
  }
  return values;
}

/** The library ends the process for any other value, such as `true`. */
function assertBindable(value: unknown): void {
  const isBindable =
    value === null || typeof value === 'string' || Number.isFinite(value) || isUint8Array(value);
  if (!isBindable) throw new TypeError(`a journal entry contains ${String(value)}, which SQLite can't store`);
}
