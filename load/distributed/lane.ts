import { countMany } from '../../text/words/count.ts';
import { withThousands } from '../../text/words/numbers.ts';
import { addTimes, newTimes, timesReportOf } from '../engine/times.ts';
import type { LoadResult, LoadTick } from '../index.ts';
import { addCounts, addOutcomes, countsOf } from '../merge.ts';
import { sentIn } from '../result.ts';
import { nothingSent } from '../result-of.ts';
import type { SliceProgress, SliceResult } from './slice.ts';

/** A slice, as far as the coordinator knows it. */
export class Lane {
  /** The messages of the slice. */
  readonly due: number;
  readonly ticks: LoadTick[] = [];
  readonly #times = newTimes();
  worker: string | undefined;
  last: LoadTick | undefined;
  /** What the worker returned. */
  end: SliceResult | undefined;
  /** BullMQ found that its worker no longer renews the job. */
  isLost = false;

  constructor(due: number) {
    this.due = due;
  }

  get isOver(): boolean {
    return this.end !== undefined || this.isLost;
  }

  get sent(): number {
    return sentIn(this.end?.result ?? this.last?.total ?? nothingSent());
  }

  /** What its worker didn't send, in words. */
  get missing(): string {
    const missing = `up to ${withThousands(this.due - this.sent)} of its ${countMany(this.due, 'message')} were not sent`;
    return `worker ${this.worker} ${this.isLost ? 'died' : 'left'}: ${missing}`;
  }

  progress(progress: SliceProgress): void {
    if ('joined' in progress) {
      this.worker = progress.joined;
      return;
    }
    this.last = progress;
    this.ticks.push(progress);
    addTimes(this.#times, progress.histograms);
  }

  /** The result of a load that ended early. */
  resultSoFar(): LoadResult {
    if (this.end) return this.end.result;
    const { sent: due, last } = this;
    const { total, atMs } = last ?? { total: nothingSent(), atMs: 0 };
    const times = { dueToMs: atMs, lastSentMs: atMs, durationMs: atMs };
    return { ...nothingSent(), ...countsOf(total), ...timesReportOf(this.#times), ...times, due };
  }

  /** The result of a load that ran to its end. What this worker didn't send counts as never sent. */
  wholeResult(endMs: number): LoadResult {
    const known = this.resultSoFar();
    if (known.due >= this.due) return known;
    const unsent = this.due - this.sent;
    const limitedByWhy = `worker ${this.worker} didn't send all of its messages`;
    return { ...known, due: this.due, unsent, dueToMs: endMs, limitedBy: 'tool', limitedByWhy };
  }
}

/** Merges what the workers reported since the last call. */
export function takeTick(lanes: readonly Lane[], atMs: number, intervalMs: number): LoadTick {
  const ticks = lanes.flatMap((lane) => lane.ticks.splice(0));
  const going = lanes.flatMap(({ isOver, last }) => (last && !isOver ? [last] : []));
  const totals = lanes.flatMap(({ last }) => (last ? [countsOf(last.total)] : []));
  const times = newTimes();
  for (const { histograms } of ticks) addTimes(times, histograms);
  const sum = (some: readonly LoadTick[], of: (tick: LoadTick) => number) =>
    some.reduce((total, tick) => total + of(tick), 0);
  return {
    atMs,
    intervalMs,
    due: sum(ticks, ({ due }) => due),
    sent: sum(ticks, ({ sent }) => sent),
    attempts: sum(ticks, ({ attempts }) => attempts),
    acknowledged: sum(ticks, ({ acknowledged }) => acknowledged),
    outcomes: ticks.map(({ outcomes }) => outcomes).reduce(addOutcomes, {}),
    ...timesReportOf(times),
    inFlight: sum(going, ({ inFlight }) => inFlight),
    late: sum(going, ({ late }) => late),
    waitingForRetry: sum(going, ({ waitingForRetry }) => waitingForRetry),
    total: totals.reduce(addCounts, countsOf(nothingSent())),
  };
}
