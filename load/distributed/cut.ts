import { countOf, schedule } from '../engine/schedule.ts';
import type { LoadPlan, Slice } from '../plan.ts';

/** A slice of a plan, sent by one worker. */
export interface CutSlice {
  readonly slice: Required<Slice>;
  /** Its messages. */
  readonly count: number;
}

/** A stretch of a plan, cut into slices for workers. */
export interface Stretch {
  /** The earliest time at which its first message is due (ms since the start). */
  readonly fromMs: number;
  readonly slices: readonly CutSlice[];
}

/**
 * Cuts a plan with a rate into stretches of `stretchMs`, and each stretch into `lanes`. Together they cover every message once. Empty
 * stretches are skipped. Lazy, so a plan may be arbitrarily long.
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

const minStretchMs = 1000;
/** Redis handles about 2000 jobs a second. A tenth of that is used. */
const maxSlicesPerSecond = 200;

/**
 * The length of a stretch for this many workers (ms). If a worker dies, its messages are late by this much, so it is as short as Redis
 * allows.
 */
export function stretchMsFor(workers: number): number {
  return Math.max(minStretchMs, Math.ceil((workers * 1000) / maxSlicesPerSecond));
}
