import { explainInWords } from '../schemas/words/explain.ts';
import { outcomeInWords } from '../schemas/words/outcome-words.ts';
import { chunkedBody } from '../simulator/faults/chunked-body.ts';
import { missingSignature } from '../simulator/faults/missing-signature.ts';
import { wrongSecret } from '../simulator/faults/wrong-secret.ts';
import {
  type Fault,
  isAcknowledged,
  isRejected,
  type Outcome,
  statusOf,
  type Transmission,
} from '../simulator/index.ts';
import { headerValues } from '../text/formats/headers.ts';
import { clip } from '../text/terminal/visible.ts';
import { formatMs } from '../text/words/durations.ts';
import { fail, pass, type StepResult, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

const maxQuote = 120;
const words = (outcome: Outcome) => clip(outcomeInWords(outcome), maxQuote);

/** Whether the URL itself responds, instead of sending the sender elsewhere. */
export function redirectsIn(patient: Patient, { outcome }: Transmission): StepResult {
  if (outcome.kind !== 'response') return skipped('no response to look at');
  const { status } = outcome;
  if (status < 300 || status > 399) return pass('none');
  return fail(words(outcome), patient.nextAfter(outcome));
}

/** Whether the path and the method are those of the webhook. Without a secret, a rejection shows that the receiver verifies messages. */
export async function examineRoute(patient: Patient, first: Transmission): Promise<StepResult> {
  const { webhook, url } = patient;
  const { outcome } = first;
  const status = statusOf(first);
  if (status === undefined) return fail(words(outcome), patient.nextAfter(outcome));
  if (![404, 405, 501].includes(status))
    return pass(
      `${webhook.method} ${url.pathname} responds with ${words(outcome)}`,
      isAcknowledged(outcome) ? explainInWords(outcome, webhook) : undefined,
    );
  const method = webhook.method === 'POST' ? 'GET' : 'POST';
  const other = statusOf(await patient.send({ fault: forgedBy(method) }));
  const isOther = other !== undefined && ![404, 405, 501].includes(other);
  return fail(
    `${webhook.method} ${url.pathname}: ${words(outcome)}`,
    isOther
      ? `${method} gets a ${other}: use --method ${method}, and the same method in YCM.`
      : patient.nextAfter(outcome),
  );
}

/** A forged message with this method. */
function forgedBy(method: string): Fault {
  const forged = wrongSecret();
  return {
    ...forged,
    rewrite: (request, secret) => ({ ...(forged.rewrite?.(request, secret) ?? request), method }),
  };
}

/** The test message must be accepted with the given secret, and rejected with another or none. */
export async function examineSignature(patient: Patient, first: Transmission): Promise<StepResult> {
  if (patient.secret === undefined)
    return skipped('no secret was given', "Put the webhook's secret into YCM_WEBHOOK_SECRET.");
  if (!isAcknowledged(first.outcome))
    return fail(`the signed test message got ${words(first.outcome)}`, patient.nextAfter(first.outcome));
  for (const fault of [wrongSecret(), missingSignature]) {
    const { outcome } = await patient.send({ fault });
    if (!isRejected(outcome))
      return fail(
        `a message ${fault.title} got ${words(outcome)}`,
        'Reject it with a 401: compute the HMAC over the raw body, and compare it with X-Signature.',
      );
  }
  return pass('the signed test message is accepted, and forged ones are rejected');
}

const samples = 3;
const fastMs = 3000;

/** The slowest of a few acknowledgements. YCM can be set to wait from 3 to 10 seconds. */
export async function examineAck(patient: Patient, first: Transmission): Promise<StepResult> {
  if (!isAcknowledged(first.outcome)) return skipped('the test message was not acknowledged');
  let slowestMs = first.elapsedMs;
  for (let n = 1; n < samples; n += 1) {
    const { outcome, elapsedMs } = await patient.send();
    if (!isAcknowledged(outcome))
      return fail(`test message ${n + 1}: ${words(outcome)}`, patient.nextAfter(outcome));
    slowestMs = Math.max(slowestMs, elapsedMs);
  }
  const text = `${formatMs(slowestMs)} for the slowest of ${samples} test messages; YCM waits 3 to 10 s`;
  return slowestMs < fastMs
    ? pass(text)
    : fail(text, 'Acknowledge the message first, then process it. Until then, set a longer timeout in YCM.');
}

const maxSkewMs = 5000;

/** Compares the receiver's Date with this machine's clock in the middle of the exchange. Date has whole seconds. Pure. */
export function clockIn(_: Patient, { outcome, startedAt, elapsedMs }: Transmission): StepResult {
  const [date] = outcome.kind === 'response' ? headerValues(outcome.headers, 'Date') : [];
  const at = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(at)) return skipped('the response has no valid Date header');
  const skewMs = at + 500 - (startedAt.getTime() + elapsedMs / 2);
  const text = `${formatMs(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead of' : 'behind'} this machine`;
  return Math.abs(skewMs) <= maxSkewMs + elapsedMs / 2
    ? pass('within 5 s of this machine')
    : fail(
        text,
        'Synchronize both clocks with NTP: a receiver that compares updateTime with its clock drops reports.',
      );
}

/** The test message in chunks, as some proxies send it on. */
export async function examineChunked(patient: Patient, first: Transmission): Promise<StepResult> {
  if (patient.webhook.method !== 'POST') return skipped('only a POST has its message in the body');
  const { outcome } = await patient.send({ fault: chunkedBody });
  if (statusOf({ outcome }) === statusOf(first))
    return pass(`the same response to a body in chunks: ${words(outcome)}`);
  if (statusOf({ outcome }) === 411) return pass('411 for a body in chunks, which is allowed');
  return fail(
    `${words(outcome)} for a body in chunks, ${words(first.outcome)} otherwise`,
    'Read the body to its end instead of reading Content-Length bytes, or respond with 411.',
  );
}

/** Some CDNs reject a GET with a body, which YCM may send. */
export function getBodyIn({ webhook, profile }: Patient, { outcome }: Transmission): StepResult {
  if (webhook.method !== 'GET') return skipped('only matters for a webhook whose method is GET');
  if (profile.payloadIn !== 'body') return skipped('the message is not in the body');
  const status = statusOf({ outcome });
  if (status !== 400 && status !== 403 && status !== undefined)
    return pass(`a GET with a body gets ${words(outcome)}`);
  return fail(
    `a GET with a body gets ${words(outcome)}`,
    'A proxy or CDN may reject it: allow a body in GET requests for this path, or use POST in YCM.',
  );
}
