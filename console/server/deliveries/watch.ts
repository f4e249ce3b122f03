import type { AcceptedDelivery, DeliveryState, Journal, JournalEntry } from '../../../simulator/index.ts';
import type { NumberedDelivery, SearchableJournal } from '../../../simulator/journal/journal.ts';
import type { AttemptRow, DeliveryRow, LatencyPoint } from '../api/types.ts';
import type { Hub } from '../events/hub.ts';
import type { KnownSecrets } from '../safety/known-secrets.ts';
import { attemptRowView } from './attempt-row.ts';
import { LatencyMemory } from './latencies.ts';
import { maskedEntry } from './masked-entry.ts';
import { newestFirst } from './newest-first.ts';
import { deliveryRow, latencyPoint, type RowFacts, rowFactsOf } from './row.ts';

/** A delivery in progress. */
interface Live extends RowFacts {
  state: DeliveryState;
  attempts: AttemptRow[];
}

/** How many deliveries of an earlier run to read for the chart. */
const readForChart = 2000;

/** The journal for the sender: entries are masked, and also reported to the pages. */
export class JournalWatch {
  /** The sender's journal. */
  readonly journal: Journal;
  readonly latencies = new LatencyMemory();
  readonly #inner: SearchableJournal;
  readonly #hub: Hub;
  readonly #secrets: KnownSecrets;
  /** By delivery id. Ended ones are only in the journal. */
  readonly #live = new Map<string, Live>();

  constructor(inner: SearchableJournal, hub: Hub, secrets: KnownSecrets) {
    this.#inner = inner;
    this.#hub = hub;
    this.#secrets = secrets;
    this.journal = {
      append: (entries) => this.#append(entries.map((entry) => maskedEntry(entry, secrets.redactor))),
      deliveries: (query) => inner.deliveries(query),
      close: () => inner.close(),
    };
    this.#recall();
  }

  /** The current state of an accepted delivery. */
  accepted(delivery: AcceptedDelivery): DeliveryRow {
    // Found by its id, since the journal's copy lacks the credentials of the webhook's URL.
    return deliveryRow(this.#live.get(delivery.id) ?? this.#endedBefore(delivery));
  }

  /** A delivery that was pushed together with others may have ended while they were accepted. */
  #endedBefore({ id }: AcceptedDelivery): Live {
    for (const delivery of newestFirst(this.#inner, {}))
      if (delivery.id === id) return this.#liveOf(delivery);
    throw new Error('an accepted delivery is missing from the journal');
  }

  /** Reads the deliveries of an earlier run. */
  #recall(): void {
    for (const delivery of newestFirst(this.#inner, { state: 'pending' }))
      this.#live.set(delivery.id, this.#liveOf(delivery));
    const points: LatencyPoint[] = [];
    const first = this.#inner.lastSeq - readForChart + 1;
    for (const delivery of newestFirst(this.#inner, { first }))
      points.push(
        ...this.#liveOf(delivery).attempts.flatMap((row) => latencyPoint(delivery.seq, delivery, row) ?? []),
      );
    for (const point of points.sort((a, b) => (a.endedAt < b.endedAt ? -1 : 1))) this.latencies.add(point);
  }

  #append(entries: readonly JournalEntry[]): Promise<void> {
    let seq = this.#inner.lastSeq;
    const written = this.#inner.append(entries);
    // The journal increments before it resolves. Rejected entries were not counted.
    const isCounted = this.#inner.lastSeq - seq === entries.filter(({ kind }) => kind === 'accepted').length;
    for (const entry of isCounted ? entries : []) {
      if (entry.kind === 'accepted') seq += 1;
      this.#note(entry, seq);
    }
    return written;
  }

  #note(entry: JournalEntry, seq: number): void {
    if (entry.kind === 'accepted') {
      const { delivery } = entry;
      this.#live.set(delivery.id, { seq, delivery, state: 'pending', attempts: [] });
    }
    const id = entry.kind === 'accepted' ? entry.delivery.id : entry.id;
    const live = this.#live.get(id);
    if (live === undefined) return;
    this.#change(live, entry);
    this.#hub.delivery(live.seq, () => deliveryRow(live));
    if (live.state !== 'pending') this.#live.delete(id);
  }

  #change(live: Live, entry: JournalEntry): void {
    if (entry.kind === 'attempt-started') {
      live.attempts.push({ n: entry.n, startedAt: entry.at.toISOString() });
    } else if (entry.kind === 'attempt-ended') {
      const startedAt = new Date(live.attempts.pop()?.startedAt ?? Date.now());
      const row = attemptRowView({ ...entry, startedAt }, this.#secrets.redactor);
      live.attempts.push(row);
      const point = latencyPoint(live.seq, live.delivery, row);
      if (point !== undefined) this.#addPoint(point);
    } else if (entry.kind === 'ended') {
      live.state = entry.state;
    }
  }

  #addPoint(point: LatencyPoint): void {
    this.latencies.add(point);
    this.#hub.latency(point);
  }

  #liveOf(delivery: NumberedDelivery): Live {
    return rowFactsOf(delivery, this.#secrets.redactor);
  }
}
