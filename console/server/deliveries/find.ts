import { setImmediate } from 'node:timers/promises';
import type { NumberedDelivery, SearchableJournal } from '../../../simulator/journal/journal.ts';
import type { Redactor } from '../../../text/secrets/redact.ts';
import type { Accepted } from '../api/schema.ts';
import type { DeliveryPage, deliveryQuery } from '../api/types.ts';
import { journalledRow } from './row.ts';

/** How many deliveries to read before yielding to others. */
const windowSize = 500;
/** A search with few matches stops after this time (ms), and says where to continue. */
const maxSearchMs = 400;

/** A page of deliveries, newest first. A short page may have a `next`: the search was stopped early. */
export async function findDeliveries(
  journal: SearchableJournal,
  filter: Accepted<typeof deliveryQuery>,
  redactor: Redactor,
  signal: AbortSignal,
): Promise<DeliveryPage> {
  const { before = Number.POSITIVE_INFINITY, limit = 0, state, webhook, event, text } = filter;
  const criteria = {
    state,
    webhookId: webhook || undefined,
    event: event || undefined,
    text: text || undefined,
  };
  const endMs = performance.now() + maxSearchMs;
  const found: NumberedDelivery[] = [];
  const { firstSeq, lastSeq } = journal;
  let last = Math.min(before - 1, lastSeq);
  while (last >= firstSeq && found.length < limit) {
    // An index finds these. Everything else is searched delivery by delivery.
    const isIndexed = !webhook && !event && !text;
    const first = isIndexed ? firstSeq : Math.max(firstSeq, last - windowSize + 1);
    const wanted = limit - found.length;
    const page = journal.search({ ...criteria, first, last, limit: wanted });
    found.push(...page);
    last = page.length === wanted ? (page.at(-1)?.seq ?? 1) - 1 : first - 1;
    if (performance.now() > endMs || signal.aborted) break;
    await setImmediate();
  }
  const next = last >= firstSeq ? { next: last + 1 } : {};
  return {
    rows: found.map((delivery) => journalledRow(delivery, redactor)),
    total: lastSeq - firstSeq + 1,
    ...next,
  };
}
