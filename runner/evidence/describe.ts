import type { Outcome } from '../../simulator/index.ts';
import { formatMs } from '../../text/durations.ts';

/** What came back, as a phrase: `401 Unauthorized in 3 ms, body "bad signature"`. */
export function describeOutcome(outcome: Outcome, elapsedMs: number): string {
  switch (outcome.kind) {
    case 'response':
      return `${outcome.status}${outcome.reason === '' ? '' : ` ${outcome.reason.slice(0, 60)}`} in ${formatMs(elapsedMs)}${bodyOf(outcome.body)}`;
    case 'timeout':
      return describeTimeout(outcome, formatMs(elapsedMs));
    case 'connection-failed':
      return `no response: ${outcome.message} (${outcome.code}) after ${formatMs(elapsedMs)}`;
    case 'cut':
      return `connection closed by Hookswitch at ${outcome.at}`;
  }
}

function describeTimeout(outcome: Extract<Outcome, { kind: 'timeout' }>, time: string): string {
  if (outcome.status !== undefined)
    return `the headers of a ${outcome.status}, but no complete body within ${time}`;
  const stage = {
    connect: 'connection not accepted',
    send: 'request not read',
    head: 'no response',
    body: 'no complete response',
  };
  return `${stage[outcome.phase]} within ${time}`;
}

function bodyOf(body: Uint8Array): string {
  if (body.length === 0) return '';
  const text = Buffer.from(body.subarray(0, 160)).toString('utf8').replace(/\s+/g, ' ').trim();
  return `, body ${JSON.stringify(text)}${body.length > 160 ? '…' : ''}`;
}
