import type { LoadPoint } from '../../schemas/generated/types.ts';
import type { LoadTick } from '../index.ts';

/** The maximum number of intervals. They get longer with the run. */
const maxPoints = 3600;
const minTickMs = 1000;

/** The interval of a run with this duration (ms). */
export function tickMsFor(durationMs: number): number {
  return Math.min(3_600_000, Math.max(minTickMs, Math.ceil(durationMs / maxPoints)));
}

/** Keeps the intervals of a report. If a run takes much longer than expected, only its beginning is kept. */
export class Series {
  readonly points: LoadPoint[] = [];

  add(tick: LoadTick): void {
    if (this.points.length < 2 * maxPoints && tick.intervalMs > 0) this.points.push(pointOf(tick));
  }
}

function pointOf(tick: LoadTick): LoadPoint {
  const { histograms: _histograms, total: _total, ...point } = tick;
  return { ...point, outcomes: { ...tick.outcomes } };
}
