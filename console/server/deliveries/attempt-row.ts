import { outcomeInWords } from '../../../schemas/words/outcome-words.ts';
import { isAcknowledged, type JournalledAttempt, type Outcome } from '../../../simulator/index.ts';
import { defined } from '../../../text/defined.ts';
import type { Redactor } from '../../../text/secrets/redact.ts';
import { clip, oneLine } from '../../../text/terminal/visible.ts';
import type { AttemptOutcomeName, AttemptRow } from '../api/types.ts';

const maxDetailLength = 300;

/** An attempt for the page. Error texts may contain the receiver's secret. Pure. */
export function attemptRowView(attempt: JournalledAttempt, redactor: Redactor): AttemptRow {
  const { n, startedAt, outcome, elapsedMs, measuredLateMs } = attempt;
  const started = { n, startedAt: startedAt.toISOString() };
  if (outcome === undefined || elapsedMs === undefined) return started;
  const status = 'status' in outcome ? outcome.status : undefined;
  const detail = clip(oneLine(redactor.text(outcomeInWords(outcome))), maxDetailLength);
  const facts = defined({ status, detail, measuredLateMs });
  return { ...started, elapsedMs, outcome: outcomeRowName(outcome), ...facts };
}

function outcomeRowName(outcome: Outcome): AttemptOutcomeName {
  if (outcome.kind !== 'response') return outcome.kind;
  return isAcknowledged(outcome) ? 'acknowledged' : 'refused';
}
