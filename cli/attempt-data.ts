import { isAcknowledged, type Outcome } from '../simulator/index.ts';
import type { Redactor } from '../suites/redact.ts';
import { type AttemptEnd, shown } from './send-lines.ts';

const maxBody = 2000;

/** One attempt as a line of `send --json`. */
export function attemptAsData(
  end: AttemptEnd,
  startedAt: Date,
  seed: number | undefined,
  redactor: Redactor,
) {
  const { n, what, bytes, attempt, attempts, fault, outcome, elapsedMs, nextInMs } = end;
  return {
    startedAt: startedAt.toISOString(),
    message: n,
    ...(seed === undefined ? { file: what } : { event: what, seed }),
    bytes,
    attempt,
    attempts,
    fault,
    acknowledged: isAcknowledged(outcome),
    outcome: outcomeAsData(outcome, redactor),
    elapsedMs: Number(elapsedMs.toFixed(3)),
    nextInMs,
  };
}

function outcomeAsData(outcome: Outcome, redactor: Redactor) {
  if (outcome.kind === 'connection-failed') {
    const { kind, phase, code, message } = outcome;
    return { kind, phase, code, message: shown(message, redactor) };
  }
  if (outcome.kind !== 'response') return outcome;
  const { kind, status, reason, body } = outcome;
  const text = redactor.text(body.toString('utf8')).slice(0, maxBody);
  return { kind, status, reason: shown(reason, redactor), body: text };
}
