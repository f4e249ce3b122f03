import { isAcknowledged, type Outcome } from '../simulator/index.ts';
import { defined } from '../text/defined.ts';
import { displayUrl, type Redactor } from '../text/secrets/redact.ts';
import type { AttemptEnd } from './lines.ts';
import { reportsAsData } from './sent-reports.ts';

const maxBody = 2000;

/** One attempt as a line of `send --json`. */
export function attemptAsData(
  end: AttemptEnd,
  startedAt: Date,
  source: { readonly seed: number | undefined; readonly file: string | undefined },
  redactor: Redactor,
) {
  const { n, event, context, isFanOut, bytes, attempt, attempts, fault, outcome, nextInMs } = end;
  const { elapsedMs, measuredLateMs } = end;
  return {
    startedAt: startedAt.toISOString(),
    message: n,
    ...(isFanOut ? { webhook: displayUrl(context.url.href) } : {}),
    ...(source.file === undefined ? { event } : { file: source.file }),
    ...defined({ seed: source.seed, reports: reportsAsData(end.message) }),
    bytes,
    attempt,
    attempts,
    fault,
    acknowledged: isAcknowledged(outcome),
    outcome: outcomeAsData(outcome, redactor),
    elapsedMs: Number(elapsedMs.toFixed(3)),
    ...(measuredLateMs === undefined ? {} : { measuredLateMs: Number(measuredLateMs.toFixed(3)) }),
    nextInMs,
  };
}

function outcomeAsData(outcome: Outcome, redactor: Redactor) {
  if (outcome.kind === 'connection-failed') {
    const { kind, phase, code, message } = outcome;
    return { kind, phase, code, message: redactor.text(message) };
  }
  if (outcome.kind !== 'response') return outcome;
  const { kind, status, reason, body } = outcome;
  const text = redactor.text(body.toString('utf8')).slice(0, maxBody);
  return { kind, status, reason: redactor.text(reason), body: text };
}
