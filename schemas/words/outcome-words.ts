import type {
  AbortedRecord,
  ConnectionFailedRecord,
  ResponseRecord,
  TimeoutRecord,
} from '../generated/types.ts';

type AnyOutcome =
  | Pick<ResponseRecord, 'kind' | 'status' | 'reason'>
  | TimeoutRecord
  | ConnectionFailedRecord
  | AbortedRecord;

/** The response, without the time: "401 Unauthorized", "no response". Unescaped. Pure. */
export function outcomeInWords(outcome: AnyOutcome): string {
  switch (outcome.kind) {
    case 'response':
      return `${outcome.status} ${outcome.reason}`.trimEnd();
    case 'timeout':
      return outcome.status === undefined
        ? timeoutWords[outcome.phase]
        : `headers of a ${outcome.status}, but no complete response`;
    case 'connection-failed':
      return `no response: ${outcome.message}${outcome.message.includes(outcome.code) ? '' : ` (${outcome.code})`}`;
    case 'aborted':
      return `connection closed by Hookswitch at ${outcome.at}`;
  }
}

const timeoutWords = {
  connect: 'connection not accepted',
  send: 'request not read',
  head: 'no response',
  body: 'no complete response',
} as const;
