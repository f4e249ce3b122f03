import { Deliveries } from './deliveries.ts';
import type { Journal } from './journal.ts';

/** The size of a journal in memory. */
export interface MemoryJournalOptions {
  /** How many of the latest ended deliveries to keep, default 10,000. Pending ones are always kept. */
  readonly keepEnded?: number;
}

/**
 * A journal in memory. It is lost when the process ends.
 *
 * @param options How much it keeps.
 */
export function memoryJournal({ keepEnded = 10_000 }: MemoryJournalOptions = {}): Journal {
  const deliveries = new Deliveries(keepEnded);
  return {
    append: async (entries) => deliveries.add(deliveries.number(entries)),
    deliveries: (query = {}) => deliveries.read(query),
    close: async () => {},
  };
}
