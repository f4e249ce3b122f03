import type { Header, JournalledAttempt, Outcome } from '../../../simulator/index.ts';
import type { NumberedDelivery } from '../../../simulator/journal/journal.ts';
import { carriageOf } from '../../../simulator/wire/request.ts';
import { maskedValue } from '../../../text/secrets/private-headers.ts';
import { displayUrl, type Redactor } from '../../../text/secrets/redact.ts';
import type { AttemptDetail, DetailedDelivery, ShownBytes } from '../api/types.ts';
import { bytesView } from '../inbox/bytes-view.ts';
import { attemptRowView } from './attempt-row.ts';
import { journalledRow } from './row.ts';
import { signatureSteps } from './signature-steps.ts';

/** A complete delivery. A response may contain the receiver's secret, which is masked. Pure. */
export function deliveryDetail(
  delivery: NumberedDelivery,
  secret: string | undefined,
  redactor: Redactor,
): DetailedDelivery {
  const { settings, endedAt, message, signature, attempts, webhook, profile } = delivery;
  // If a GET carries no message, there is nothing to sign.
  const signed = carriageOf(webhook, profile) === 'none' ? new Uint8Array() : message;
  return {
    row: journalledRow(delivery, redactor),
    ...(endedAt === undefined ? {} : { endedAt: endedAt.toISOString() }),
    message: wholeView(message),
    settings: { timeoutSeconds: settings.timeoutSeconds, retryCount: settings.retryCount },
    signature: signatureSteps(signed, signature, secret),
    attempts: attempts.map((attempt) => attemptDetail(attempt, redactor)),
  };
}

function attemptDetail(attempt: JournalledAttempt, redactor: Redactor): AttemptDetail {
  const { request, outcome } = attempt;
  const sent = request && {
    method: request.method,
    target: displayUrl(request.target),
    headers: pairs(request.headers),
    body: wholeView(request.body),
  };
  return {
    row: attemptRowView(attempt, redactor),
    ...(sent && { request: sent }),
    ...responseOf(outcome, redactor),
  };
}

function responseOf(outcome: Outcome | undefined, redactor: Redactor): Pick<AttemptDetail, 'response'> {
  if (outcome?.kind !== 'response') return {};
  const { status, reason, headers, body, bodyComplete } = outcome;
  const shown = headers.map(
    ([name, value]): Header => [redactor.text(name), redactor.text(maskedValue(name, value))],
  );
  const bytes = bytesView(redactor.bytes(body), { size: body.length, isWhole: bodyComplete });
  return { response: { status, reason: redactor.text(reason), headers: pairs(shown), body: bytes } };
}

function wholeView(bytes: Uint8Array): ShownBytes {
  return bytesView(Buffer.from(bytes), { size: bytes.length, isWhole: true });
}

function pairs(headers: readonly Header[]): string[][] {
  return headers.map(([name, value]) => [name, value]);
}
