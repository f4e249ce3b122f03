import { halfText, outcomeOnWire } from '../../../reports/wire.ts';
import { describeOutcome, recordAttempt } from '../../../runner/index.ts';
import { attemptAsData } from '../../../sending/attempt-data.ts';
import { hintFor } from '../../../sending/hints.ts';
import { type AttemptEnd, endLines } from '../../../sending/lines.ts';
import { kept } from '../../../simulator/journal/kept.ts';
import type { Outcome } from '../../../simulator/wire/outcome.ts';
import { type ReadResult, ResponseReader } from '../../../simulator/wire/response/reader.ts';
import { createRedactor, redactDeep } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { secret } from './families.ts';

/** The maximum of one socket read. */
const socketBytes = 64 * 1024;
const redactor = createRedactor([secret]);
const colors = colorsFor({}, {});
const request = { method: 'POST', target: '/', headers: [], body: Buffer.alloc(0) };
const context = {
  url: new URL('http://localhost/'),
  method: 'POST',
  timeoutMs: 3000,
  fault: undefined,
  isToBeRefused: false,
};
const attempt = {
  n: 1,
  deliveries: 1,
  isFanOut: false,
  context,
  event: 'test',
  file: undefined,
  bytes: 2,
  message: Buffer.from('{}'),
};

/** Reads a response as from a socket, to its end or until it is rejected. */
export function outcomeOfBytes(bytes: Buffer, maxBodyBytes: number): Outcome {
  const reader = new ResponseReader(maxBodyBytes);
  let result: ReadResult = { kind: 'more' };
  for (let at = 0; at < bytes.length && result.kind === 'more'; at += socketBytes)
    result = reader.push(bytes.subarray(at, at + socketBytes));
  if (result.kind === 'more') result = reader.end();
  if (result.kind === 'done') return result.response;
  return result.kind === 'broken'
    ? { ...result, kind: 'connection-failed', phase: 'head' }
    : { kind: 'timeout', phase: 'body' };
}

/** Everything that `send`, a report and a journal show and write about an outcome. */
export function outcomeText(outcome: Outcome): string {
  const end: AttemptEnd = {
    ...attempt,
    attempt: 1,
    attempts: 1,
    fault: undefined,
    outcome,
    elapsedMs: 1,
    nextInMs: undefined,
  };
  const source = { seed: 1, file: undefined };
  const sent = { request, outcome, startedAt: new Date(0), elapsedMs: 1, isAcknowledged: false, what: 'x' };
  const record = redactDeep(recordAttempt(sent, 1, redactor), redactor);
  kept(outcome);
  return [
    ...endLines(end, redactor, colors),
    redactor.text(hintFor(outcome, context)?.text ?? ''),
    redactor.text(describeOutcome(outcome, 1)),
    JSON.stringify(attemptAsData(end, new Date(0), source, redactor)),
    JSON.stringify(record),
    halfText(outcomeOnWire(record.outcome)),
  ].join('\n');
}
