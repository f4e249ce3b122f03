import type { Header, JournalEntry, Outcome } from '../../../simulator/index.ts';
import type { Redactor } from '../../../text/redact.ts';

/** What the journal is given: no secret that a receiver said is in its file in clear, where it would outlast our knowing it. Pure. */
export function maskedEntry(entry: JournalEntry, redactor: Redactor): JournalEntry {
  if (entry.kind !== 'attempt-ended') return entry;
  return { ...entry, outcome: maskedOutcome(entry.outcome, redactor) };
}

function maskedOutcome(outcome: Outcome, redactor: Redactor): Outcome {
  if (outcome.kind === 'connection-failed') return { ...outcome, message: redactor.text(outcome.message) };
  if (outcome.kind !== 'response') return outcome;
  const { reason, headers, body } = outcome;
  return {
    ...outcome,
    reason: redactor.text(reason),
    headers: maskedHeaders(headers, redactor),
    body: redactor.bytes(body),
  };
}

/** Looked through as one text first: there are many headers, and hardly ever a secret in one. */
function maskedHeaders(headers: readonly Header[], redactor: Redactor): readonly Header[] {
  const whole = headers.flat().join('\n');
  if (redactor.text(whole) === whole) return headers;
  return headers.map(([name, value]): Header => [redactor.text(name), redactor.text(value)]);
}
