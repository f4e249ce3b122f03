import type {
  AcceptedDelivery,
  DeliveryState,
  Journal,
  JournalEntry,
  JournalledAttempt,
  JournalledDelivery,
  JournalQuery,
} from './journal.ts';
import { kept } from './kept.ts';
import { PendingDeliveries } from './pending-deliveries.ts';

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
  const pending = new PendingDeliveries();
  const deliveries = new Map<number, Entry>();
  /** In the order in which they ended. */
  const ended = new Set<number>();

  const keep = (seq: number, entry: JournalEntry) => {
    const delivery = deliveries.get(seq);
    if (entry.kind === 'accepted') deliveries.set(seq, new Entry(entry.delivery));
    else delivery?.add(entry);
    if (entry.kind !== 'ended') return;
    ended.add(seq);
    if (ended.size <= keepEnded) return;
    const [oldest = seq] = ended;
    ended.delete(oldest);
    deliveries.delete(oldest);
  };

  return {
    append: async (entries) => {
      for (const { seq, entry } of pending.place(entries)) keep(seq, entry);
    },
    deliveries: (query = {}) => select(deliveries, query),
    close: async () => {},
  };
}

function* select(all: ReadonlyMap<number, Entry>, query: JournalQuery): Generator<JournalledDelivery> {
  const { state, newestFirst = false, limit = Number.POSITIVE_INFINITY } = query;
  const entries = newestFirst ? [...all.values()].reverse() : [...all.values()];
  let left = limit;
  for (const entry of entries) {
    if (left <= 0) return;
    if (state !== undefined && entry.state !== state) continue;
    left -= 1;
    yield entry.read();
  }
}

class Entry {
  readonly #accepted: AcceptedDelivery;
  readonly #attempts: JournalledAttempt[] = [];
  #endedAt: Date | undefined;
  state: DeliveryState = 'pending';

  constructor(accepted: AcceptedDelivery) {
    this.#accepted = accepted;
  }

  add(entry: Exclude<JournalEntry, { readonly kind: 'accepted' }>): void {
    if (entry.kind === 'attempt-started') {
      this.#attempts.push({ n: entry.n, startedAt: entry.at });
    } else if (entry.kind === 'attempt-ended') {
      const { request, outcome, elapsedMs, measuredLateMs } = entry;
      const started = this.#attempts.pop();
      if (started)
        this.#attempts.push({ ...started, request, outcome: kept(outcome), elapsedMs, measuredLateMs });
    } else {
      this.state = entry.state;
      this.#endedAt = entry.at;
    }
  }

  read(): JournalledDelivery {
    const ending = this.#endedAt ? { endedAt: this.#endedAt } : {};
    return { ...this.#accepted, state: this.state, ...ending, attempts: [...this.#attempts] };
  }
}
