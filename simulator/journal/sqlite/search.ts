import type { DeliveryState, JournalledDelivery } from '../journal.ts';
import { type Database, statements } from './database.ts';
import { deliveryColumns, inState, pageReader } from './read.ts';
import type { SqlValue } from './value.ts';

/** Which deliveries to find, newest first. All numbers in the range are searched, so the caller must limit it. */
export interface DeliverySearch {
  /** The lowest number to search. */
  readonly first: number;
  /** The highest number to search. */
  readonly last: number;
  /** The maximum number of results. */
  readonly limit: number;
  readonly state?: DeliveryState | undefined;
  /** The webhook's id. */
  readonly webhookId?: string | undefined;
  /** The event of the message. */
  readonly event?: string | undefined;
  /** A text in the message, the URL or the signature, ignoring the case of ASCII letters. */
  readonly text?: string | undefined;
}

/** A delivery and its number in the journal, in the order of acceptance, from 1. */
export interface NumberedDelivery extends JournalledDelivery {
  readonly seq: number;
}

/** A condition and the values of its question marks. */
interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export function deliverySearcher(database: Database): (search: DeliverySearch) => NumberedDelivery[] {
  const statement = statements(database);
  const readPage = pageReader(database);
  return (search) => {
    const conditions = conditionsOf(search);
    const sql = `SELECT ${deliveryColumns} FROM deliveries WHERE deliveries.seq BETWEEN ? AND ?
      ${conditions.map((condition) => `AND ${condition.sql}`).join(' ')} ORDER BY deliveries.seq DESC LIMIT ?`;
    const values = conditions.flatMap((condition) => condition.values);
    const rows = statement(sql).all([search.first, search.last, ...values, search.limit]);
    return [...readPage(rows)].map(([seq, delivery]) => ({ seq, ...delivery }));
  };
}

/** Texts are bound as bytes, since the library cuts them at a NUL. */
function conditionsOf({ state, webhookId, event, text }: DeliverySearch): Condition[] {
  const conditions: Condition[] = [];
  if (state !== undefined) conditions.push({ sql: inState(state), values: [] });
  if (webhookId !== undefined) {
    const sql = 'context IN (SELECT id FROM contexts WHERE CAST(webhook AS BLOB) = ?)';
    conditions.push({ sql, values: [Buffer.from(webhookId)] });
  }
  if (event !== undefined)
    conditions.push({ sql: 'CAST(deliveries.event AS BLOB) = ?', values: [Buffer.from(event)] });
  if (text !== undefined) conditions.push(holding(text));
  return conditions;
}

function holding(text: string): Condition {
  const inUrl = `context IN (SELECT id FROM contexts WHERE ${instr('url')})`;
  const sql = `(${instr('deliveries.message')} OR ${instr('deliveries.signature')} OR ${inUrl})`;
  const bytes = Buffer.from(text);
  return { sql, values: [bytes, bytes, bytes] };
}

function instr(column: string): string {
  return `instr(lower(CAST(${column} AS TEXT)), lower(CAST(? AS TEXT))) > 0`;
}
