import type { AcceptedDelivery, JournalEntry } from '../../../simulator/journal/journal.ts';
import { defaultProfile } from '../../../simulator/profile.ts';
import { defaultSettings } from '../../../simulator/sender/settings.ts';
import type { Outcome, ResponseOutcome } from '../../../simulator/wire/outcome.ts';

export const at = new Date('2026-03-10T02:48:40.000Z');

export function delivery(id: string, more: Partial<AcceptedDelivery> = {}): AcceptedDelivery {
  return {
    id,
    acceptedAt: at,
    webhook: { id: 'w1', url: 'http://127.0.0.1:3000/webhook', method: 'POST' },
    event: 'did_change',
    message: Buffer.from(`[{"event":"did_change","sn":"${id}"}]`),
    signature: 'xPPeGUX8MKpvbLYGPhRYSUnWV3GuZTjpKJrQHSQrg9k=',
    settings: defaultSettings,
    profile: defaultProfile,
    ...more,
  };
}

export function accepted(id: string, more: Partial<AcceptedDelivery> = {}): JournalEntry {
  return { kind: 'accepted', delivery: delivery(id, more) };
}

export function started(id: string, n = 1): JournalEntry {
  return { kind: 'attempt-started', id, n, at };
}

export const answer: ResponseOutcome = {
  kind: 'response',
  status: 200,
  reason: 'OK',
  headers: [['Content-Length', '2']],
  body: Buffer.from('ok'),
  bodyComplete: true,
};

export function attemptEnded(
  id: string,
  n = 1,
  outcome: Outcome = answer,
  body = delivery(id).message,
  measuredLateMs?: number,
): JournalEntry {
  const request = {
    method: 'POST',
    target: '/webhook',
    headers: [['Host', '127.0.0.1:3000']],
    body,
  } as const;
  return { kind: 'attempt-ended', id, n, request, outcome, elapsedMs: 1.25, measuredLateMs };
}

export function ended(id: string, state: 'acknowledged' | 'exhausted' = 'acknowledged'): JournalEntry {
  return { kind: 'ended', id, state, at };
}

/** All entries of a delivery that was acknowledged at once. */
export function acknowledgedEntries(id: string): JournalEntry[] {
  return [accepted(id), started(id), attemptEnded(id), ended(id)];
}
