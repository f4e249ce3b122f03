import type { Slice } from '../plan.ts';
import { countOf, type Schedule, stepsOf } from './schedule.ts';

const maxReported = 100_000;

/** Walks through a slice of a schedule, message by message. */
export class Cursor {
  readonly #schedule: Schedule;
  readonly #slice: Slice;
  readonly #step: number;
  readonly #to: number;
  /** The next message. */
  index: number;
  /** When it is due (ms since the start); infinite after the last one. */
  dueMs: number;

  constructor(schedule: Schedule, slice: Slice) {
    const { first, step, to } = stepsOf(slice, schedule.count);
    this.#schedule = schedule;
    this.#slice = { ...slice, to };
    this.#step = step;
    this.#to = to;
    this.index = first;
    this.dueMs = this.#dueMs(first);
  }

  get isAtEnd(): boolean {
    return this.index >= this.#to;
  }

  advance(): void {
    this.index += this.#step;
    this.dueMs = this.#dueMs(this.index);
  }

  /** How many messages of the slice are due by then. */
  dueBy(timeMs: number): number {
    return countOf(
      { ...this.#slice, to: Math.min(this.#schedule.dueBy(timeMs), this.#to) },
      this.#schedule.count,
    );
  }

  /**
   * Calls back for each message that is due by then and was not passed, and returns their number. If there are very many, one call stands
   * for several.
   */
  eachLate(timeMs: number, onLate: (dueMs: number, times: number) => void): number {
    const passed = countOf({ ...this.#slice, to: this.index }, this.#schedule.count);
    const late = Math.max(0, this.dueBy(timeMs) - passed);
    const stride = Math.ceil(late / maxReported);
    for (let n = 0; n < late; n += stride) {
      onLate(this.#schedule.dueMs(this.index + n * this.#step), Math.min(stride, late - n));
    }
    return late;
  }

  /** When the slice begins and ends if all messages are spread evenly (ms since the start). */
  get stretchMs(): { readonly fromMs: number; readonly toMs: number } {
    return { fromMs: this.#schedule.evenMs(this.#slice.from ?? 0), toMs: this.#schedule.evenMs(this.#to) };
  }

  #dueMs(index: number): number {
    return index < this.#to ? this.#schedule.dueMs(index) : Number.POSITIVE_INFINITY;
  }
}
