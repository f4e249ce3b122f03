import type { Percentiles } from '../../engine/histogram.ts';
import { stepsOf } from '../../engine/schedule.ts';
import { type LoadDecision, type LoadResult, mergeResults } from '../../index.ts';
import { sentIn } from '../../result.ts';
import { nothingSent } from '../../result-of.ts';
import type { SliceEnd } from '../channel/protocol.ts';
import type { CutSlice } from '../cut.ts';

const mergedAtOnce = 64;

/** Totals per worker. */
export interface Share {
  slices: number;
  sent: number;
  /** Slices that it sent late because it was too busy. */
  limited: number;
}

/** Results of slices that were taken over from a dead worker, which may have sent some of their messages. */
export interface MaybeSentTwice {
  readonly slices: number;
  readonly deliveries: number;
  /** The lag of these slices, which is kept out of the other times. */
  readonly lagMs: Percentiles;
}

/** Collects the results of slices, each slice once. */
export class Gathered {
  readonly shares = new Map<string, Share>();
  readonly #outstanding = new Map<number, CutSlice>();
  readonly #inTime = new Merged();
  readonly #takenOver = new Merged();
  /** Slices that more than one worker had. */
  readonly #twice = new Set<number>();
  #sentAgain = 0;
  readonly #onDecided: ((decision: LoadDecision) => void) | undefined;

  constructor(onDecided?: (decision: LoadDecision) => void) {
    this.#onDecided = onDecided;
  }

  /** How many slices are still out. */
  get outstanding(): number {
    return this.#outstanding.size;
  }

  givenOut(n: number, slice: CutSlice): void {
    this.#outstanding.set(n, slice);
  }

  end({ n, worker, isTakenOver, result, lost }: SliceEnd): void {
    const cut = this.#outstanding.get(n);
    // A worker that was considered dead may report too.
    if (!cut) return;
    this.#outstanding.delete(n);
    const share = this.shares.get(worker) ?? { slices: 0, sent: 0, limited: 0 };
    this.shares.set(worker, share);
    share.slices += 1;
    share.sent += sentIn(result);
    if (result.limitedBy === 'tool' && !isTakenOver) share.limited += 1;
    (isTakenOver ? this.#takenOver : this.#inTime).add(result);
    if (isTakenOver || !lost) this.#unsure(cut);
    else for (const index of lost) this.#onDecided?.({ index, kind: 'genuine', result: 'unanswered' });
  }

  /** The previous worker may have sent it or be about to, whichever reports first. */
  takenOver(n: number, count: number): void {
    this.#twice.add(n);
    this.#sentAgain += count;
  }

  /** Each of its messages may have been the last one about its PBX to arrive. */
  #unsure({ slice, count }: CutSlice): void {
    if (!this.#onDecided) return;
    const { first, step } = stepsOf(slice, slice.to);
    for (let n = 0; n < count; n += 1) {
      this.#onDecided({ index: first + n * step, kind: 'genuine', result: 'unanswered' });
    }
  }

  /** The merged result. Missing slices count as never sent, unless they were canceled. */
  result(startedAt: string, missingAre: 'lost' | 'ignored'): LoadResult {
    const inTime = this.#inTime.result();
    const late = this.#takenOver.result();
    const timed = inTime ?? late ?? nothingSent();
    const all = inTime && late ? mergeResults([inTime, late]) : timed;
    const { lagMs, serviceMs, ackMs, histograms, limitedBy, limitedByWhy, utilization } = timed;
    const missing = missingAre === 'lost' ? this.#missing() : 0;
    return {
      ...all,
      startedAt,
      due: all.due + missing,
      unsent: all.unsent + missing,
      lagMs,
      serviceMs,
      ackMs,
      histograms,
      limitedBy,
      limitedByWhy,
      utilization,
    };
  }

  #missing(): number {
    return [...this.#outstanding.values()].reduce((sum, { count }) => sum + count, 0);
  }

  get maybeSentTwice(): MaybeSentTwice | undefined {
    if (this.#twice.size === 0) return undefined;
    const { lagMs } = this.#takenOver.result() ?? nothingSent();
    return { slices: this.#twice.size, deliveries: this.#sentAgain, lagMs };
  }
}

/** How many results are merged at a time: each merge walks all histograms. */
class Merged {
  #merged: LoadResult | undefined;
  #waiting: LoadResult[] = [];

  add(result: LoadResult): void {
    this.#waiting.push(result);
    if (this.#waiting.length >= mergedAtOnce) this.result();
  }

  result(): LoadResult | undefined {
    const [first, ...rest] = this.#merged ? [this.#merged, ...this.#waiting] : this.#waiting;
    this.#waiting = [];
    if (first) this.#merged = rest.length === 0 ? first : mergeResults([first, ...rest]);
    return this.#merged;
  }
}
