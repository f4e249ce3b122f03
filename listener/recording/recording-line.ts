import { STATUS_CODES } from 'node:http';
import { bodyRecord } from '../../schemas/body-record.ts';
import type { OutcomeRecord, Recording, SignatureRecord } from '../../schemas/index.ts';
import type { Outcome } from '../../simulator/index.ts';
import { mask } from '../../text/secrets/mask.ts';
import { maskedValue } from '../../text/secrets/private-headers.ts';
import { displayUrl, type Redactor } from '../../text/secrets/redact.ts';
import type { Arrival } from '../arrival.ts';
import type { Forwarded } from '../forwarding/forwarder.ts';
import type { Relay } from '../forwarding/relay.ts';
import type { GivenResponse } from '../response.ts';
import type { SignatureVerdict } from '../signature/verdict.ts';

/** The parts of a line of the recording. */
export interface RecordedArrival {
  readonly arrival: Arrival;
  /** The size of the whole body in bytes, as far as known, if only its beginning was kept. */
  readonly wholeBytes?: number;
  readonly event?: string | undefined;
  readonly signature?: SignatureVerdict;
  readonly answer?: GivenResponse;
  /** The receiver that it was forwarded to, and its response. */
  readonly forwarded?: Forwarded;
  /** Whether the receiver's response is left out, since it may contain private data. */
  readonly isRedacted?: boolean;
  readonly note?: string | undefined;
}

/** How much of a receiver's response is recorded (bytes). */
const maxRecordedBody = 16 * 1024;

/** A request in the format of schemas/recording.schema.json, without secrets and credentials. Pure. */
export function recordingOf(recorded: RecordedArrival, redactor: Redactor): Recording {
  const { arrival, wholeBytes, event, signature, note } = recorded;
  const body = redactor.bytes(arrival.body);
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(body.equals(arrival.body) ? [] : ['the body contained the secret, which is masked here']),
  ];
  return {
    at: arrival.at.toISOString(),
    request: {
      method: arrival.method,
      url: redactor.text(displayUrl(arrival.target)),
      headers: arrival.headers.map(([name, value]) => [
        redactor.text(name),
        redactor.text(maskedValue(name, value)),
      ]),
      body: bodyRecord(body, {
        bytes: wholeBytes ?? arrival.body.length,
        truncated: wholeBytes !== undefined,
      }),
    },
    ...(event === undefined ? {} : { event: redactor.text(event) }),
    ...(signature === undefined ? {} : { signature: signatureRecord(signature) }),
    ...outcomeOf(recorded, redactor),
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
  };
}

function signatureRecord(verdict: SignatureVerdict): SignatureRecord {
  if (verdict.kind === 'valid' || verdict.kind === 'not-checked') return { verdict: verdict.kind };
  const { kind, mistakes } = verdict;
  return { verdict: kind, ...(mistakes.length === 0 ? {} : { mistakes: mistakes.map(({ name }) => name) }) };
}

/** What the receiver responded that it was forwarded to, else the planned response. */
function outcomeOf(
  { answer, forwarded, isRedacted = false }: RecordedArrival,
  redactor: Redactor,
): Pick<Recording, 'forwardedTo' | 'outcome' | 'elapsedMs'> {
  if (forwarded) {
    const { outcome, elapsedMs } = forwarded.result;
    return {
      forwardedTo: isRedacted ? mask : forwarded.url,
      outcome: outcomeRecord(outcome, redactor, isRedacted),
      elapsedMs: Number(elapsedMs.toFixed(3)),
    };
  }
  return answer === undefined || answer.kind === 'relay' ? {} : { outcome: answerRecord(answer) };
}

function outcomeRecord(outcome: Outcome, redactor: Redactor, isRedacted: boolean): OutcomeRecord {
  if (outcome.kind === 'connection-failed') return { ...outcome, message: redactor.text(outcome.message) };
  if (outcome.kind !== 'response') return outcome;
  const { kind, status, reason, headers, body, bodyComplete } = outcome;
  const keptBody = redactor.bytes(isRedacted ? Buffer.of() : body.subarray(0, maxRecordedBody));
  return {
    kind,
    status,
    reason: isRedacted ? '' : redactor.text(reason),
    headers: isRedacted
      ? []
      : headers.map(([name, value]) => [redactor.text(name), redactor.text(maskedValue(name, value))]),
    body: bodyRecord(keptBody, { bytes: body.length, truncated: keptBody.length < body.length }),
    bodyComplete,
  };
}

/** What the sender sees of this response. */
function answerRecord(answer: Exclude<GivenResponse, Relay>): OutcomeRecord {
  switch (answer.kind) {
    case 'status':
      return {
        kind: 'response',
        status: answer.status,
        reason: STATUS_CODES[answer.status] ?? '',
        headers: [],
        body: { text: '', bytes: 0, truncated: false },
        bodyComplete: true,
      };
    case 'close':
      return {
        kind: 'connection-failed',
        code: 'CLOSED',
        phase: 'head',
        message: 'the connection was closed without a response',
      };
    case 'hang':
      return { kind: 'timeout', phase: 'head' };
  }
}
