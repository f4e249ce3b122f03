import type { AcceptedDelivery, DeliveryState } from '../../../simulator/index.ts';
import type { NumberedDelivery } from '../../../simulator/journal/journal.ts';
import { defined } from '../../../text/defined.ts';
import { displayUrl, type Redactor } from '../../../text/secrets/redact.ts';
import type { AttemptRow, DeliveryRow, LatencyPoint } from '../api/types.ts';
import { attemptRowView } from './attempt-row.ts';
import { summaryOf } from './summary.ts';

/** The inputs of a row. */
export interface RowFacts {
  readonly seq: number;
  readonly delivery: AcceptedDelivery;
  readonly state: DeliveryState;
  readonly attempts: readonly AttemptRow[];
}

/** A delivery in a list. */
export function deliveryRow({ seq, delivery, state, attempts }: RowFacts): DeliveryRow {
  const { acceptedAt, event, fault, message, webhook } = delivery;
  return {
    seq,
    acceptedAt: acceptedAt.toISOString(),
    event,
    summary: summaryOf(message),
    webhookId: webhook.id,
    url: displayUrl(webhook.url),
    method: webhook.method,
    ...defined({ fault }),
    state,
    timeoutMs: timeoutMsOf(delivery),
    attempts: [...attempts],
  };
}

export function journalledRow(delivery: NumberedDelivery, redactor: Redactor): DeliveryRow {
  return deliveryRow(rowFactsOf(delivery, redactor));
}

export function rowFactsOf(delivery: NumberedDelivery, redactor: Redactor) {
  const attempts = delivery.attempts.map((attempt) => attemptRowView(attempt, redactor));
  return { seq: delivery.seq, delivery, state: delivery.state, attempts };
}

/** An attempt that ended, for the chart; undefined if it didn't, or its time may be our own delay. */
export function latencyPoint(
  seq: number,
  delivery: AcceptedDelivery,
  { n, startedAt, elapsedMs, outcome, measuredLateMs }: AttemptRow,
): LatencyPoint | undefined {
  if (elapsedMs === undefined || outcome === undefined || measuredLateMs !== undefined) return undefined;
  const endedAt = new Date(Date.parse(startedAt) + elapsedMs).toISOString();
  return { seq, n, endedAt, elapsedMs, outcome, timeoutMs: timeoutMsOf(delivery) };
}

function timeoutMsOf({ settings }: AcceptedDelivery): number {
  return Math.round(settings.timeoutSeconds * 1000);
}
