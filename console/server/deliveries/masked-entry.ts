import type { Header, JournalEntry, Outcome } from '../../../simulator/index.ts';
import type { Redactor } from '../../../text/secrets/redact.ts';

/**
 * The journal's input. Secrets in a receiver's response are masked, because the file may exist for longer than the console knows these
 * secrets. Pure.
 */
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

/** Searched as one text first, because there are many headers and secrets are rare. */
function maskedHeaders(headers: readonly Header[], redactor: Redactor): readonly Header[] {
  const whole = headers.flat().join('\n');
  if (redactor.text(whole) === whole) return headers;
  return headers.map(([name, value]): Header => [redactor.text(name), redactor.text(value)]);
}
