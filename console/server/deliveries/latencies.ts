import type { LatencyPoint } from '../api/types.ts';

const maxPoints = 2000;

/** The latest attempts that ended, for the chart. */
export class LatencyMemory {
  /** A ring buffer once it is full: `#next` is the oldest then. */
  readonly #points: LatencyPoint[] = [];
  #next = 0;

  add(point: LatencyPoint): void {
    this.#points[this.#next] = point;
    this.#next = (this.#next + 1) % maxPoints;
  }

  /** Oldest first. */
  points(): LatencyPoint[] {
    return [...this.#points.slice(this.#next), ...this.#points.slice(0, this.#next)];
  }
}
