import { defined } from '../../../text/defined.ts';
import type { Outcome, Phase } from '../../wire/outcome.ts';
import type { JournalledAttempt } from '../journal.ts';
import { asBytes, asNumbers, bytes, choiceCell, date, headers, isNull, number, textCell } from './cell.ts';
import type { Database } from './database.ts';
import { measuredLateIn } from './late.ts';
import type { SqlRow } from './value.ts';

const phases: readonly Phase[] = ['connect', 'send', 'head', 'body'];
const outcomes: readonly Outcome['kind'][] = ['response', 'timeout', 'connection-failed', 'aborted'];

const texts = ['method', 'target', 'headers', 'body', 'outcome', 'reason', 'answer_headers', 'answer_body'];
const select = `SELECT ${asBytes(...texts, 'phase', 'code', 'detail')},
  ${asNumbers('delivery', 'n', 'started_at_ms', 'elapsed_ms', 'status', 'is_answer_complete')}
  FROM attempts WHERE attempts.delivery IN (SELECT value FROM json_each(?)) ORDER BY attempts.delivery, attempts.n`;

/** Reads all attempts of some deliveries, given by number, and their messages. */
export function attemptReader(database: Database) {
  const selection = database.prepare(select);
  return (messages: ReadonlyMap<number, Buffer>): ReadonlyMap<number, readonly JournalledAttempt[]> => {
    const attempts = new Map<number, JournalledAttempt[]>();
    for (const row of selection.all([JSON.stringify([...messages.keys()])])) {
      const seq = number(row, 'delivery');
      const attempt = attemptOf(row, messages.get(seq) ?? Buffer.alloc(0));
      attempts.set(seq, [...(attempts.get(seq) ?? []), attempt]);
    }
    return attempts;
  };
}

function attemptOf(row: SqlRow, message: Buffer): JournalledAttempt {
  const started = { n: number(row, 'n'), startedAt: date(row, 'started_at_ms') };
  if (isNull(row, 'elapsed_ms')) return started;
  const request = {
    method: textCell(row, 'method'),
    target: textCell(row, 'target'),
    headers: headers(row, 'headers'),
    body: isNull(row, 'body') ? message : bytes(row, 'body'),
  };
  const measuredLateMs = isNull(row, 'detail') ? undefined : measuredLateIn(textCell(row, 'detail'));
  return {
    ...started,
    request,
    outcome: outcomeOf(row),
    elapsedMs: number(row, 'elapsed_ms'),
    ...defined({ measuredLateMs }),
  };
}

function outcomeOf(row: SqlRow): Outcome {
  const kind = choiceCell(row, 'outcome', outcomes);
  switch (kind) {
    case 'response':
      return {
        kind,
        status: number(row, 'status'),
        reason: textCell(row, 'reason'),
        headers: headers(row, 'answer_headers'),
        body: bytes(row, 'answer_body'),
        bodyComplete: number(row, 'is_answer_complete') === 1,
      };
    case 'timeout': {
      const status = isNull(row, 'status') ? {} : { status: number(row, 'status') };
      return { kind, phase: choiceCell(row, 'phase', phases), ...status };
    }
    case 'connection-failed': {
      const [code, message] = [textCell(row, 'code'), textCell(row, 'detail')];
      return { kind, phase: choiceCell(row, 'phase', phases), code, message };
    }
    case 'aborted':
      return { kind, at: textCell(row, 'detail') };
  }
}
