import { countOf, schedule } from '../engine/schedule.ts';
import type { LoadPlan, Slice } from '../plan.ts';

/** A slice of a plan that is sent by one worker. */
export interface CutSlice {
  readonly slice: Required<Slice>;
  /** Its messages. */
  readonly count: number;
}

/** A stretch of a plan, cut for so many workers. */
export interface Stretch {
  /** When its first message may be due (ms since the start). */
  readonly fromMs: number;
  readonly slices: readonly CutSlice[];
}

/**
 * Cuts a plan with a rate into stretches of `stretchMs`, and each of them into `lanes`: together they are every message once. Stretches
 * without a message are left out. Cuts as it is asked, so that a plan may be as long as it likes.
 */
export function* cutPlan(plan: LoadPlan, lanes: number, stretchMs: number): Generator<Stretch> {
  const { count, dueBy } = schedule(plan);
  let from = 0;
  for (let n = 0; from < count; n += 1) {
    const to = Math.min(count, dueBy((n + 1) * stretchMs));
    if (to > from) yield { fromMs: n * stretchMs, slices: lanesOf(from, to, lanes) };
    from = to;
  }
}

function lanesOf(from: number, to: number, lanes: number): CutSlice[] {
  return Array.from({ length: lanes }, (_, lane) => ({ from, to, lane, lanes }))
    .map((slice) => ({ slice, count: countOf(slice, to) }))
    .filter(({ count }) => count > 0);
}

const shortestStretchMs = 1000;
/** Redis carries some 2000 jobs a second: a tenth of it is left for this. */
const maxSlicesPerSecond = 200;

/** How long a stretch is with so many workers (ms): a dead worker's part comes late by that, so it is as short as Redis can carry. */
export function stretchMsFor(workers: number): number {
  return Math.max(shortestStretchMs, Math.ceil((workers * 1000) / maxSlicesPerSecond));
}
