import type { Outcome } from '../../wire/outcome.ts';
import type { JournalEntry } from '../journal.ts';
import { kept } from '../kept.ts';
import { lateDetail } from './late.ts';
import type { SqlValue } from './value.ts';

type EntryOf<K extends JournalEntry['kind']> = Extract<JournalEntry, { readonly kind: K }>;

/** Statements that store entries, several rows at a time. The values of the rows are in the order of the question marks. */
export const acceptedSql = (rows: number) =>
  `INSERT INTO deliveries (seq, id, context, event, accepted_at_ms, message, signature) VALUES ${repeat(placeholders(7), rows)}`;

export function acceptedRow(seq: number, context: number, { delivery }: EntryOf<'accepted'>): SqlValue[] {
  const { id, event, acceptedAt, message, signature } = delivery;
  return [seq, id, context, event, acceptedAt.getTime(), message, signature];
}

export const startedSql = (rows: number) =>
  `INSERT INTO attempts (delivery, n, started_at_ms) VALUES ${repeat(placeholders(3), rows)}`;

export function startedRow(seq: number, { n, at }: EntryOf<'attempt-started'>): SqlValue[] {
  return [seq, n, at.getTime()];
}

const attemptColumns = [
  'elapsed_ms',
  'method',
  'target',
  'headers',
  'outcome',
  'status',
  'reason',
  'answer_headers',
  'answer_body',
  'is_answer_complete',
  'phase',
  'code',
  'detail',
  'body',
];

/** A body that equals the message isn't stored again: NULL means the same. */
const bodyUnlessMessage = 'nullif(?, (SELECT message FROM deliveries WHERE seq = ?))';
const attemptValues = `(?, ?, 0, ${attemptColumns.map((name) => (name === 'body' ? bodyUnlessMessage : '?')).join(', ')})`;

/** The row exists since the attempt was started. */
export const attemptSql = (rows: number) =>
  `INSERT INTO attempts (delivery, n, started_at_ms, ${attemptColumns.join(', ')}) VALUES ${repeat(attemptValues, rows)}
  ON CONFLICT (delivery, n) DO UPDATE SET ${attemptColumns.map((name) => `${name} = excluded.${name}`).join(', ')}`;

export function attemptRowValues(seq: number, entry: EntryOf<'attempt-ended'>): SqlValue[] {
  const { n, request, outcome, elapsedMs, measuredLateMs } = entry;
  const { method, target, headers, body } = request;
  const sent = [elapsedMs, method, target, JSON.stringify(headers)];
  return [seq, n, ...sent, ...outcomeValues(kept(outcome), lateDetail(measuredLateMs)), body, seq];
}

export const endedSql = (rows: number) =>
  rows === 1
    ? 'UPDATE deliveries SET state = ?2, ended_at_ms = ?3 WHERE seq = ?1'
    : `UPDATE deliveries SET state = v.column2, ended_at_ms = v.column3 FROM (VALUES ${repeat(placeholders(3), rows)}) AS v WHERE seq = v.column1`;

export function endedRow(seq: number, { state, at }: EntryOf<'ended'>): SqlValue[] {
  return [seq, state, at.getTime()];
}

/** outcome, status, reason, answer_headers, answer_body, is_answer_complete, phase, code, detail */
function outcomeValues(outcome: Outcome, late: SqlValue): SqlValue[] {
  switch (outcome.kind) {
    case 'response': {
      const { status, reason, headers, body, bodyComplete } = outcome;
      const answer = [status, reason, JSON.stringify(headers), body, bodyComplete ? 1 : 0];
      return ['response', ...answer, null, null, late];
    }
    case 'timeout':
      return ['timeout', outcome.status ?? null, null, null, null, null, outcome.phase, null, late];
    case 'connection-failed':
      return [outcome.kind, null, null, null, null, null, outcome.phase, outcome.code, outcome.message];
    case 'aborted':
      return ['aborted', null, null, null, null, null, null, null, outcome.at];
  }
}

function placeholders(values: number): string {
  return `(${repeat('?', values)})`;
}

function repeat(text: string, times: number): string {
  return Array.from({ length: times }, () => text).join(', ');
}
