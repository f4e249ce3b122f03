import type { Outcome } from '../../simulator/index.ts';
import { formatMs } from '../../text/durations.ts';

/** What a receiver did, as a clause that goes on after "this receiver": "answered 401 Unauthorized after 3 ms". */
export function describeOutcome(outcome: Outcome, elapsedMs: number): string {
  const after = `after ${formatMs(elapsedMs)}`;
  switch (outcome.kind) {
    case 'response':
      return `answered ${outcome.status}${outcome.reason === '' ? '' : ` ${outcome.reason.slice(0, 60)}`} ${after}${bodyOf(outcome.body)}`;
    case 'timeout':
      return describeTimeout(outcome, after);
    case 'connection-failed':
      return `gave no answer: ${outcome.message} (${outcome.code}) ${after}`;
    case 'cut':
      return `was cut off by the sender at ${outcome.at}`;
  }
}

function describeTimeout(outcome: Extract<Outcome, { kind: 'timeout' }>, after: string): string {
  if (outcome.status !== undefined)
    return `sent the head of a ${outcome.status} but did not finish its answer, given up ${after}`;
  const stage = {
    connect: 'did not accept the connection',
    send: 'did not read the request',
    head: 'did not answer',
    body: 'did not finish its answer',
  };
  return `${stage[outcome.phase]}, given up ${after}`;
}

function bodyOf(body: Uint8Array): string {
  if (body.length === 0) return '';
  const text = Buffer.from(body.subarray(0, 160)).toString('utf8').replace(/\s+/g, ' ').trim();
  return `, with the body ${JSON.stringify(text)}${body.length > 160 ? '…' : ''}`;
}
