import type { AttemptRow } from '../../../schemas/generated/console-types.ts';
import { isAcknowledged, type JournalledAttempt, type Outcome } from '../../../simulator/index.ts';
import type { Redactor } from '../../../text/redact.ts';
import { clip, oneLine } from '../../../text/visible.ts';

const longestDetail = 300;

/** An attempt for the page. Error texts may contain the receiver's secret. Pure. */
export function attemptRowView(attempt: JournalledAttempt, redactor: Redactor): AttemptRow {
  const { n, startedAt, outcome, elapsedMs, measuredLateMs } = attempt;
  const started = { n, startedAt: startedAt.toISOString() };
  if (outcome === undefined || elapsedMs === undefined) return started;
  const status = 'status' in outcome && outcome.status !== undefined ? { status: outcome.status } : {};
  const detail = clip(oneLine(redactor.text(inWords(outcome))), longestDetail);
  const late = measuredLateMs === undefined ? {} : { measuredLateMs };
  return { ...started, elapsedMs, outcome: outcomeRowName(outcome), ...status, detail, ...late };
}

export function outcomeRowName(outcome: Outcome): NonNullable<AttemptRow['outcome']> {
  if (outcome.kind !== 'response') return outcome.kind;
  return isAcknowledged(outcome) ? 'acknowledged' : 'refused';
}

function inWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'response':
      return `${outcome.status} ${outcome.reason}`;
    case 'timeout':
      return outcome.status === undefined
        ? 'no response in time'
        : `the ${outcome.status} response did not end in time`;
    case 'connection-failed':
      return outcome.message.includes(outcome.code)
        ? outcome.message
        : `${outcome.message} (${outcome.code})`;
    case 'cut':
      return `cut off at ${outcome.at}`;
  }
}
