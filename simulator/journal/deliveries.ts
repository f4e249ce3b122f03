import type {
  AcceptedDelivery,
  DeliverySearch,
  DeliveryState,
  JournalEntry,
  JournalledAttempt,
  JournalledDelivery,
  JournalQuery,
  NumberedDelivery,
} from './journal.ts';
import { kept } from './kept.ts';

/** An entry and the number of its delivery, in the order of acceptance, from 1. */
export interface NumberedEntry {
  readonly seq: number;
  readonly entry: JournalEntry;
  /** When the attempt started that ends here. */
  readonly startedAt?: Date | undefined;
}

/** How far a pending delivery got. */
interface Progress {
  readonly seq: number;
  /** How many attempts were started. */
  readonly attempts: number;
  /** When the last attempt started; undefined if it has an outcome. */
  readonly startedAt: Date | undefined;
}

/** The deliveries of a journal, in memory. */
export class Deliveries {
  readonly #keepEnded: number;
  /** By number. */
  readonly #all = new Map<number, Delivery>();
  /** By id. Ended deliveries get no more entries. */
  readonly #pending = new Map<string, Delivery>();
  /** The numbers of the ended ones, in the order in which they ended. */
  readonly #ended = new Set<number>();
  #lastSeq = 0;

  /** @param keepEnded How many of the latest ended deliveries to keep. Pending ones are always kept. */
  constructor(keepEnded: number) {
    this.#keepEnded = keepEnded;
  }

  /** The number of the last accepted delivery; 0 if none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** The number of the oldest delivery; 1 if none. */
  get firstSeq(): number {
    const [first = 1] = this.#all.keys();
    return first;
  }

  /**
   * Numbers these entries, and changes nothing.
   *
   * @throws Error for an entry out of order. This is a bug of the sender and must not be stored as if it had happened.
   */
  number(entries: readonly JournalEntry[]): NumberedEntry[] {
    const changed = new Map<string, Progress | undefined>();
    let lastSeq = this.#lastSeq;
    return entries.map((entry) => {
      const id = idOf(entry);
      const before = changed.has(id) ? changed.get(id) : this.#pending.get(id)?.progress;
      if (!isInTurn(entry, before)) throw new Error(`a journal's entry is out of turn: ${wordsFor(entry)}`);
      if (entry.kind === 'accepted') lastSeq += 1;
      const progress = before ?? { seq: lastSeq, attempts: 0, startedAt: undefined };
      changed.set(id, after(entry, progress));
      return { seq: progress.seq, entry, startedAt: progress.startedAt };
    });
  }

  /** Adds entries that {@link number} numbered. */
  add(numbered: readonly NumberedEntry[]): void {
    for (const { seq, entry } of numbered) {
      if (entry.kind === 'accepted') {
        const delivery = new Delivery(seq, entry.delivery);
        this.#all.set(seq, delivery);
        this.#pending.set(entry.delivery.id, delivery);
        this.#lastSeq = seq;
      } else this.#pending.get(entry.id)?.add(entry);
      if (entry.kind === 'ended') this.#end(seq, entry.id);
    }
  }

  #end(seq: number, id: string): void {
    this.#pending.delete(id);
    this.#ended.add(seq);
    if (this.#ended.size <= this.#keepEnded) return;
    // The last one stays, since later numbers continue from it.
    for (const oldest of this.#ended) {
      if (oldest === this.#lastSeq && this.#keepEnded > 0) continue;
      this.#ended.delete(oldest);
      this.#all.delete(oldest);
      return;
    }
  }

  *read({ state, newestFirst = false, limit = Number.POSITIVE_INFINITY }: JournalQuery) {
    const all = [...this.#all.values()];
    let left = limit;
    for (const delivery of newestFirst ? all.reverse() : all) {
      if (left <= 0) return;
      if (state !== undefined && delivery.state !== state) continue;
      left -= 1;
      yield delivery.read();
    }
  }

  search({ first, last, limit, state, webhookId, event, text }: DeliverySearch): NumberedDelivery[] {
    const found: NumberedDelivery[] = [];
    const sought = text?.toLowerCase();
    for (
      let seq = Math.min(last, this.#lastSeq);
      seq >= Math.max(first, 1) && found.length < limit;
      seq -= 1
    ) {
      const delivery = this.#all.get(seq);
      if (!delivery || (state !== undefined && delivery.state !== state)) continue;
      const { accepted } = delivery;
      if (webhookId !== undefined && accepted.webhook.id !== webhookId) continue;
      if (event !== undefined && accepted.event !== event) continue;
      if (sought !== undefined && !holds(accepted, sought)) continue;
      found.push({ seq, ...delivery.read() });
    }
    return found;
  }

  /** All entries of each delivery, from which the same deliveries can be built. */
  *entries(): Generator<NumberedEntry> {
    for (const [seq, delivery] of this.#all) {
      let startedAt: Date | undefined;
      for (const entry of delivery.entries()) {
        if (entry.kind === 'attempt-started') startedAt = entry.at;
        yield { seq, entry, startedAt };
      }
    }
  }
}

/** In the message, the URL or the signature, ignoring the case. */
function holds({ message, webhook, signature }: AcceptedDelivery, sought: string): boolean {
  const places = [Buffer.from(message).toString('utf8'), webhook.url, signature];
  return places.some((place) => place.toLowerCase().includes(sought));
}

class Delivery {
  readonly #seq: number;
  readonly #attempts: JournalledAttempt[] = [];
  readonly accepted: AcceptedDelivery;
  #endedAt: Date | undefined;
  state: DeliveryState = 'pending';

  constructor(seq: number, accepted: AcceptedDelivery) {
    this.#seq = seq;
    this.accepted = accepted;
  }

  get progress(): Progress {
    const last = this.#attempts.at(-1);
    const startedAt = last?.outcome === undefined ? last?.startedAt : undefined;
    return { seq: this.#seq, attempts: this.#attempts.length, startedAt };
  }

  add(entry: Exclude<JournalEntry, { readonly kind: 'accepted' }>): void {
    if (entry.kind === 'attempt-started') {
      this.#attempts.push({ n: entry.n, startedAt: entry.at });
    } else if (entry.kind === 'attempt-ended') {
      const { request, outcome, elapsedMs, measuredLateMs } = entry;
      const started = this.#attempts.pop();
      if (!started) return;
      const late = measuredLateMs === undefined ? {} : { measuredLateMs };
      this.#attempts.push({ ...started, request, outcome: kept(outcome), elapsedMs, ...late });
    } else {
      this.state = entry.state;
      this.#endedAt = entry.at;
    }
  }

  read(): JournalledDelivery {
    const ending = this.#endedAt ? { endedAt: this.#endedAt } : {};
    return { ...this.accepted, state: this.state, ...ending, attempts: [...this.#attempts] };
  }

  *entries(): Generator<JournalEntry> {
    const { id } = this.accepted;
    yield { kind: 'accepted', delivery: this.accepted };
    for (const { n, startedAt, request, outcome, elapsedMs = 0, measuredLateMs } of this.#attempts) {
      yield { kind: 'attempt-started', id, n, at: startedAt };
      if (request && outcome)
        yield { kind: 'attempt-ended', id, n, request, outcome, elapsedMs, measuredLateMs };
    }
    if (this.state !== 'pending' && this.#endedAt)
      yield { kind: 'ended', id, state: this.state, at: this.#endedAt };
  }
}

function idOf(entry: JournalEntry): string {
  return entry.kind === 'accepted' ? entry.delivery.id : entry.id;
}

function isInTurn(entry: JournalEntry, progress: Progress | undefined): boolean {
  switch (entry.kind) {
    case 'accepted':
      return progress === undefined;
    case 'attempt-started':
      return progress !== undefined && entry.n === progress.attempts + 1;
    case 'attempt-ended':
      return progress?.startedAt !== undefined && entry.n === progress.attempts;
    case 'ended':
      return progress !== undefined;
  }
}

function after(entry: JournalEntry, progress: Progress): Progress | undefined {
  switch (entry.kind) {
    case 'accepted':
      return progress;
    case 'attempt-started':
      return { ...progress, attempts: entry.n, startedAt: entry.at };
    case 'attempt-ended':
      return { ...progress, startedAt: undefined };
    case 'ended':
      return undefined;
  }
}

function wordsFor(entry: JournalEntry): string {
  if (entry.kind === 'accepted') return `accepted ${entry.delivery.id}, which is pending already`;
  const what = entry.kind === 'ended' ? 'ended' : `${entry.kind} ${entry.n}`;
  return `${what} of ${entry.id}`;
}
