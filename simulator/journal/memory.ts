import type {
  EndState,
  Journal,
  JournalEntry,
  JournalledAttempt,
  JournalledDelivery,
  JournalQuery,
} from './journal.ts';

/** A journal that ends with the process. */
export function memoryJournal(): Journal {
  const kept = new Map<string, JournalledDelivery>();
  const change = (id: string, by: (delivery: JournalledDelivery) => JournalledDelivery) => {
    const delivery = kept.get(id);
    if (delivery) kept.set(id, by(delivery));
  };
  const take = (entry: JournalEntry) => {
    switch (entry.kind) {
      case 'accepted':
        return void kept.set(entry.delivery.id, { ...entry.delivery, state: 'pending', attempts: [] });
      case 'attempt-started':
        return change(entry.id, (delivery) => ({
          ...delivery,
          attempts: [...delivery.attempts, { n: entry.n, startedAt: entry.at }],
        }));
      case 'attempt-ended':
        return change(entry.id, (delivery) => ({
          ...delivery,
          attempts: delivery.attempts.map((attempt): JournalledAttempt =>
            attempt.n === entry.n
              ? { ...attempt, request: entry.request, outcome: entry.outcome, elapsedMs: entry.elapsedMs }
              : attempt,
          ),
        }));
      case 'ended':
        return change(entry.id, (delivery) => ({ ...delivery, state: entry.state as EndState, endedAt: entry.at }));
    }
  };
  return {
    append: async (entries) => entries.forEach(take),
    *deliveries({ state, newestFirst, limit = Number.POSITIVE_INFINITY }: JournalQuery = {}) {
      const all = [...kept.values()].filter((delivery) => state === undefined || delivery.state === state);
      yield* (newestFirst ? all.reverse() : all).slice(0, limit);
    },
    close: async () => {},
  };
}
