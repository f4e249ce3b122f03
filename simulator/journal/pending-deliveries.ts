import type { JournalEntry } from './journal.ts';

/** The progress of a pending delivery. */
export interface DeliveryProgress {
  /** Its number in the journal, in the order of acceptance, from 1. */
  readonly seq: number;
  /** How many attempts were started. */
  readonly attempts: number;
  /** Whether the last attempt has no outcome yet. */
  readonly isUnderWay: boolean;
}

/** An entry and the number of its delivery in the journal. */
export interface NumberedEntry {
  readonly seq: number;
  readonly entry: JournalEntry;
}

/** The pending deliveries of a journal. Ended ones get no more entries. */
export class PendingDeliveries {
  readonly #pending: Map<string, DeliveryProgress>;
  #lastSeq: number;

  constructor(pending: Iterable<readonly [id: string, DeliveryProgress]> = [], lastSeq = 0) {
    this.#pending = new Map(pending);
    this.#lastSeq = lastSeq;
  }

  /** The number of the last accepted delivery; 0 if none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /**
   * Takes all of these entries or none.
   *
   * @throws Error for an entry out of order. This is a bug of the sender and must not be stored as if it had happened.
   */
  place(entries: readonly JournalEntry[]): NumberedEntry[] {
    const changed = new Map<string, DeliveryProgress | undefined>();
    let lastSeq = this.#lastSeq;
    const placed = entries.map((entry) => {
      const id = entry.kind === 'accepted' ? entry.delivery.id : entry.id;
      const before = changed.has(id) ? changed.get(id) : this.#pending.get(id);
      if (!isInTurn(entry, before)) throw new Error(`a journal's entry is out of turn: ${wordsFor(entry)}`);
      if (entry.kind === 'accepted') lastSeq += 1;
      const place = before ?? { seq: lastSeq, attempts: 0, isUnderWay: false };
      changed.set(id, after(entry, place));
      return { seq: place.seq, entry };
    });
    this.#lastSeq = lastSeq;
    for (const [id, place] of changed) {
      if (place) this.#pending.set(id, place);
      else this.#pending.delete(id);
    }
    return placed;
  }
}

function isInTurn(entry: JournalEntry, place: DeliveryProgress | undefined): boolean {
  switch (entry.kind) {
    case 'accepted':
      return place === undefined;
    case 'attempt-started':
      return place !== undefined && entry.n === place.attempts + 1;
    case 'attempt-ended':
      return place?.isUnderWay === true && entry.n === place.attempts;
    case 'ended':
      return place !== undefined;
  }
}

function after(entry: JournalEntry, place: DeliveryProgress): DeliveryProgress | undefined {
  switch (entry.kind) {
    case 'accepted':
      return place;
    case 'attempt-started':
      return { ...place, attempts: entry.n, isUnderWay: true };
    case 'attempt-ended':
      return { ...place, isUnderWay: false };
    case 'ended':
      return undefined;
  }
}

function wordsFor(entry: JournalEntry): string {
  if (entry.kind === 'accepted') return `accepted ${entry.delivery.id}, which is pending already`;
  const what = entry.kind === 'ended' ? 'ended' : `${entry.kind} ${entry.n}`;
  return `${what} of ${entry.id}`;
}
