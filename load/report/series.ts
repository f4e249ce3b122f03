import type { LoadPoint } from '../../schemas/generated/types.ts';
import type { LoadTick } from '../index.ts';

/** At most so many intervals are kept: they get longer with the run. */
const maxPoints = 3600;
const shortestTickMs = 1000;

/** How long an interval of a run is that takes so long (ms). */
export function tickMsFor(durationMs: number): number {
  return Math.min(3_600_000, Math.max(shortestTickMs, Math.ceil(durationMs / maxPoints)));
}

/** Keeps what a report tells of each interval; a run that goes on far longer than was thought is told from its beginning on. */
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
