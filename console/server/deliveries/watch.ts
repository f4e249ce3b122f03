import type { AcceptedDelivery, Journal } from '../../../simulator/index.ts';
import type { SearchableJournal } from '../../../simulator/journal/journal.ts';
import type { DeliveryRow } from '../api/types.ts';
import type { Hub } from '../events/hub.ts';
import type { KnownSecrets } from '../safety/known-secrets.ts';
import { maskedEntry } from './masked-entry.ts';
import { newestFirst } from './newest-first.ts';
import { journalledRow } from './row.ts';

/** The journal that the sender writes. It masks each entry, and sends the pages an event for each change. */
export class JournalWatch {
  /** The sender's journal. */
  readonly journal: Journal;
  readonly #inner: SearchableJournal;
  readonly #secrets: KnownSecrets;

  constructor(inner: SearchableJournal, hub: Hub, secrets: KnownSecrets) {
    this.#inner = inner;
    this.#secrets = secrets;
    this.journal = {
      append: (entries) => {
        const written = inner.append(entries.map((entry) => maskedEntry(entry, secrets.redactor)));
        hub.changed('deliveries');
        return written;
      },
      deliveries: (query) => inner.deliveries(query),
      close: () => inner.close(),
    };
  }

  /** The current state of an accepted delivery. */
  accepted({ id }: AcceptedDelivery): DeliveryRow {
    for (const delivery of newestFirst(this.#inner, {}))
      if (delivery.id === id) return journalledRow(delivery, this.#secrets.redactor);
    throw new Error('an accepted delivery is missing from the journal');
  }
}
