import { bodyRecord } from '../../schemas/body-record.ts';
import type { AttemptRecord, BodyRecord, OutcomeRecord } from '../../schemas/generated/types.ts';
import type { Header, Outcome } from '../../simulator/index.ts';
import { wholeCharacters } from '../../text/formats/whole-characters.ts';
import { mask } from '../../text/secrets/mask.ts';
import { maskedValue } from '../../text/secrets/private-headers.ts';
import { displayUrl, type Redactor } from '../../text/secrets/redact.ts';
import type { Sent } from '../sending/sent.ts';

/** How much of a body is kept as evidence (bytes). */
const maxBodyBytes = 4096;
const maxHeaders = 50;
const maxHeaderLength = 1000;

/** An attempt for the report: as sent, without secrets, and bounded. */
export function recordAttempt(sent: Omit<Sent, 'n'>, n: number, redactor: Redactor): AttemptRecord {
  const { request } = sent;
  return {
    n,
    at: sent.startedAt.toISOString(),
    elapsedMs: round(sent.elapsedMs),
    ...(sent.measuredLateMs === undefined ? {} : { measuredLateMs: round(sent.measuredLateMs) }),
    request: {
      method: request.method,
      url: cut(displayUrl(request.target)),
      headers: headerRecords(request.headers, redactor),
      body: boundedBody(request.body, redactor),
    },
    outcome: outcomeRecord(sent.outcome, redactor),
  };
}

function outcomeRecord(outcome: Outcome, redactor: Redactor): OutcomeRecord {
  if (outcome.kind !== 'response') return outcome;
  return {
    ...outcome,
    headers: headerRecords(outcome.headers, redactor),
    body: boundedBody(outcome.body, redactor),
  };
}

function headerRecords(headers: readonly Header[], redactor: Redactor): [string, string][] {
  return headers
    .slice(0, maxHeaders)
    .map(([name, value]) => [
      cut(redactor.text(name)),
      redactor.privateHeaders.has(name.toLowerCase()) ? mask : cut(redactor.text(maskedValue(name, value))),
    ]);
}

function boundedBody(bytes: Uint8Array, redactor: Redactor): BodyRecord {
  // Reads twice as much, since masking shortens the text.
  const kept = redactor.bytes(bytes.subarray(0, maxBodyBytes + maxBodyBytes)).subarray(0, maxBodyBytes);
  const size = { bytes: bytes.length, truncated: bytes.length > maxBodyBytes };
  return bodyRecord(size.truncated ? wholeCharacters(kept) : kept, size);
}

function cut(text: string): string {
  return text.length <= maxHeaderLength
    ? text
    : `${text.slice(0, maxHeaderLength)}… (${text.length} characters)`;
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
