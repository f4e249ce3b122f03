import type { Slice } from '../plan.ts';
import { countOf, type Schedule } from './schedule.ts';

const maxReported = 100_000;

/** Walks through a slice of a schedule, message by message. */
export class Cursor {
  readonly #schedule: Schedule;
  readonly #slice: Slice;
  /** The next message. */
  index: number;
  /** When it is due (ms since the start); infinite after the last one. */
  dueMs: number;

  constructor(schedule: Schedule, slice: Slice) {
    this.#schedule = schedule;
    this.#slice = slice;
    this.index = slice.lane;
    this.dueMs = this.#dueMs(slice.lane);
  }

  get isAtEnd(): boolean {
    return this.index >= this.#schedule.count;
  }

  advance(): void {
    this.index += this.#slice.lanes;
    this.dueMs = this.#dueMs(this.index);
  }

  /** How many messages of the slice are due by then. */
  dueBy(timeMs: number): number {
    return countOf(this.#slice, this.#schedule.dueBy(timeMs));
  }

  /**
   * Calls back for each message that is due by then and was not passed, and returns their number. If there are very many, one call stands
   * for several.
   */
  eachLate(timeMs: number, onLate: (dueMs: number, times: number) => void): number {
    const late = Math.max(0, this.dueBy(timeMs) - countOf(this.#slice, this.index));
    const stride = Math.ceil(late / maxReported);
    for (let n = 0; n < late; n += stride) {
      onLate(this.#schedule.dueMs(this.index + n * this.#slice.lanes), Math.min(stride, late - n));
    }
    return late;
  }

  #dueMs(index: number): number {
    return index < this.#schedule.count ? this.#schedule.dueMs(index) : Number.POSITIVE_INFINITY;
  }
}
