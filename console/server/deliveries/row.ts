import type { NumberedDelivery } from '../../../simulator/journal/journal.ts';
import { defined } from '../../../text/defined.ts';
import { displayUrl, type Redactor } from '../../../text/secrets/redact.ts';
import type { DeliveryRow } from '../api/types.ts';
import { attemptRowView } from './attempt-row.ts';
import { summaryOf } from './summary.ts';

/** A delivery in a list. */
export function journalledRow(delivery: NumberedDelivery, redactor: Redactor): DeliveryRow {
  const { seq, acceptedAt, event, fault, message, webhook, state, settings, attempts } = delivery;
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
    timeoutMs: Math.round(settings.timeoutSeconds * 1000),
    attempts: attempts.map((attempt) => attemptRowView(attempt, redactor)),
  };
}
