import type {
  ArrivalRow,
  ChangedEvent,
  CheckRow,
  ConsoleEvent,
  DeliveryRow,
  LatencyPoint,
  RuleState,
} from '../api/types.ts';

/** The maximum number of rows of a kind per event. */
const maxRows = 200;

/** Changes since the last batch, up to a limit, and a count of the rest. */
export class Batch {
  /** A row is created when the batch is sent, since it may change many times before. */
  readonly #deliveries = new Map<number, () => DeliveryRow>();
  #latencies: LatencyPoint[] = [];
  #arrivals: ArrivalRow[] = [];
  #missedArrivals = 0;
  readonly #checks = new Map<string, { row: CheckRow; readonly rules: Map<string, RuleState> }>();
  readonly #changed = new Set<ChangedEvent['what']>();

  delivery(seq: number, rowOf: () => DeliveryRow): void {
    this.#deliveries.set(seq, rowOf);
  }

  latency(point: LatencyPoint): void {
    this.#latencies.push(point);
    if (this.#latencies.length >= 2 * maxRows) this.#latencies = this.#latencies.slice(-maxRows);
  }

  arrival(row: ArrivalRow): void {
    this.#arrivals.push(row);
    if (this.#arrivals.length < 2 * maxRows) return;
    this.#missedArrivals += maxRows;
    this.#arrivals = this.#arrivals.slice(maxRows);
  }

  check(row: CheckRow, rules: readonly RuleState[]): void {
    const known = this.#checks.get(row.id) ?? { row, rules: new Map<string, RuleState>() };
    known.row = row;
    for (const rule of rules) known.rules.set(rule.id, rule);
    this.#checks.set(row.id, known);
  }

  changed(what: ChangedEvent['what']): void {
    this.#changed.add(what);
  }

  /** The changes to send. Empties the batch. */
  take(): ConsoleEvent[] {
    const events = [
      ...this.#takeDeliveries(),
      ...this.#takeArrivals(),
      ...[...this.#checks.values()].map(
        ({ row, rules }): ConsoleEvent => ({ kind: 'check', check: row, rules: [...rules.values()] }),
      ),
      ...[...this.#changed].map((what): ConsoleEvent => ({ kind: 'changed', what })),
    ];
    this.#checks.clear();
    this.#changed.clear();
    return events;
  }

  #takeDeliveries(): ConsoleEvent[] {
    const seqs = [...this.#deliveries.keys()].sort((a, b) => a - b);
    const latencies = this.#latencies.slice(-maxRows);
    if (seqs.length + latencies.length === 0) return [];
    const rows = seqs.slice(-maxRows).flatMap((seq) => this.#deliveries.get(seq)?.() ?? []);
    this.#deliveries.clear();
    this.#latencies = [];
    return [{ kind: 'deliveries', rows, latencies, missed: seqs.length - rows.length }];
  }

  #takeArrivals(): ConsoleEvent[] {
    if (this.#arrivals.length === 0) return [];
    const rows = this.#arrivals.slice(-maxRows);
    const missed = this.#missedArrivals + this.#arrivals.length - rows.length;
    this.#arrivals = [];
    this.#missedArrivals = 0;
    return [{ kind: 'inbox', rows, missed }];
  }
}
