import { bodyBytes, bodyRecord } from '../../schemas/body-record.ts';
import { tryParseForeignJson } from '../../schemas/foreign-json.ts';
import { type DeliveryStep, type OutcomeRecord, type Recording, validate } from '../../schemas/index.ts';
import { defined } from '../../text/defined.ts';
import { defaultProfile } from '../profile.ts';
import type { Outcome } from '../wire/outcome.ts';
import type { Header, Method } from '../wire/request.ts';
import type { NumberedEntry } from './deliveries.ts';
import type { AcceptedDelivery, JournalEntry } from './journal.ts';
import { kept } from './kept.ts';

/**
 * A line of a journal: an accepted message or an attempt, as in any recording, or a step of a delivery. `more` marks a line that counts only
 * with the next one.
 */
export type JournalLine = Recording | DeliveryStep;

export function lineOf({ seq, entry, startedAt }: NumberedEntry): JournalLine {
  switch (entry.kind) {
    case 'accepted':
      return acceptedLine(seq, entry.delivery);
    case 'attempt-started':
      return { at: entry.at.toISOString(), delivery: { id: entry.id, started: entry.n } };
    case 'attempt-ended': {
      const { id, n, request, outcome, elapsedMs, measuredLateMs } = entry;
      return {
        ...defined({ at: startedAt?.toISOString() }),
        request: {
          method: request.method,
          url: request.target,
          headers: request.headers.map(([name, value]) => [name, value]),
          body: bodyRecord(Buffer.from(request.body)),
        },
        outcome: recordOf(kept(outcome)),
        elapsedMs,
        ...defined({ measuredLateMs }),
        delivery: { id, attempt: n },
      };
    }
    case 'ended':
      return { at: entry.at.toISOString(), delivery: { id: entry.id, ended: entry.state } };
  }
}

function acceptedLine(number: number, accepted: AcceptedDelivery): Recording {
  const { id, acceptedAt, webhook, event, message, signature, settings, profile, fault } = accepted;
  return {
    at: acceptedAt.toISOString(),
    event,
    ...defined({ fault }),
    request: {
      method: webhook.method,
      url: webhook.url,
      headers: [],
      body: bodyRecord(Buffer.from(message)),
    },
    delivery: { id, accepted: { number, webhook: webhook.id, signature, settings, profile } },
  };
}

function recordOf(outcome: Outcome): OutcomeRecord {
  if (outcome.kind !== 'response') return outcome;
  const { headers, body } = outcome;
  return { ...outcome, headers: headers.map(([name, value]) => [name, value]), body: bodyRecord(body) };
}

/** Undefined for a line that no journal contains. */
export function parseLine(text: string): JournalLine | undefined {
  const value = tryParseForeignJson(text);
  const isLine = validate('recording', value) === undefined || validate('delivery-step', value) === undefined;
  const line = value as JournalLine;
  return isLine && line.delivery !== undefined ? line : undefined;
}

/** The entry of a line, and the number of an accepted delivery; undefined if the line lacks something. */
export function entryOf(
  line: JournalLine,
): { readonly entry: JournalEntry; readonly number?: number } | undefined {
  const at = new Date(line.at ?? Number.NaN);
  return 'request' in line ? requestEntry(line, at) : stepEntry(line, at);
}

function requestEntry(line: Recording, at: Date) {
  const { request, event, fault, outcome, elapsedMs, measuredLateMs, delivery } = line;
  if (!delivery) return undefined;
  const { id, attempt, accepted } = delivery;
  if (accepted && event !== undefined && isMethod(request.method)) {
    const { number, signature, settings } = accepted;
    const entry: JournalEntry = {
      kind: 'accepted',
      delivery: {
        id,
        acceptedAt: at,
        webhook: { id: accepted.webhook, url: request.url, method: request.method },
        event,
        message: bodyBytes(request.body),
        signature,
        settings,
        // A choice that is newer than the file has its default.
        profile: { ...defaultProfile, ...accepted.profile },
        ...defined({ fault }),
      },
    };
    return { entry, number };
  }
  if (attempt === undefined || !outcome || elapsedMs === undefined) return undefined;
  const entry: JournalEntry = {
    kind: 'attempt-ended',
    id,
    n: attempt,
    request: {
      method: request.method,
      target: request.url,
      headers: headersOf(request.headers),
      body: bodyBytes(request.body),
    },
    outcome: outcomeOf(outcome),
    elapsedMs,
    ...defined({ measuredLateMs }),
  };
  return { entry };
}

function stepEntry({ delivery: { id, started, ended } }: DeliveryStep, at: Date) {
  if (ended !== undefined) return { entry: { kind: 'ended', id, state: ended, at } as const };
  if (started === undefined) return undefined;
  return { entry: { kind: 'attempt-started', id, n: started, at } as const };
}

function isMethod(method: string): method is Method {
  return method === 'POST' || method === 'GET';
}

function outcomeOf(record: OutcomeRecord): Outcome {
  if (record.kind !== 'response') return record;
  return { ...record, headers: headersOf(record.headers), body: bodyBytes(record.body) };
}

function headersOf(records: readonly (readonly string[])[]): Header[] {
  return records.map(([name = '', value = '']) => [name, value]);
}
