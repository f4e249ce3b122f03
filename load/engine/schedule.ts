import { seededRandom, subSeed } from '../../simulator/random.ts';
import type { LoadPlan, Slice } from '../plan.ts';

/** When each message of a plan is due. Indexes can be queried in any order; only the plan is needed. */
export interface Schedule {
  /** The number of messages; `Infinity` for `max` without a count, which the duration ends. */
  readonly count: number;
  /** The latest time at which the last message is due (ms since the start). */
  readonly endMs: number;
  /** When message `index`, from 0, is due (ms since the start). Never decreases. */
  dueMs(index: number): number;
  /** How many messages are due by then. */
  dueBy(timeMs: number): number;
}

/** The due times of a plan, generated from its seed. Pure. With `max`, every message is due at the start. */
export function schedule(plan: LoadPlan): Schedule {
  const { rate, durationMs = Number.POSITIVE_INFINITY, count = Number.POSITIVE_INFINITY } = plan;
  if (rate === 'max') return { count, endMs: durationMs, dueMs: () => 0, dueBy: () => count };
  const growth = growthOf(rate, plan.rampMs ?? 0);
  // Messages are whole, so the last one may be due half a gap after the duration.
  const total = Math.min(count, Math.max(1, Math.round(growth.messagesBy(durationMs))));
  const { place, reach } = placing(plan, total);
  const dueMs = (index: number) => growth.timeOf(place(index));
  return {
    count: total,
    endMs: growth.timeOf(total),
    dueMs,
    dueBy: (timeMs) => {
      if (timeMs < 0) return 0;
      const about = Math.floor(growth.messagesBy(timeMs) / reach) * reach;
      const isDue = (index: number) => dueMs(index) <= timeMs;
      // Searches one more at each end, since times are rounded.
      return firstNot(isDue, Math.min(Math.max(0, about - 1), total), Math.min(about + reach + 1, total));
    },
  };
}

/** How many of the first `count` messages a slice has. */
export function countOf({ lane, lanes }: Slice, count: number): number {
  return Math.max(0, Math.ceil((count - lane) / lanes));
}

/** How many messages are due by a time on average, and the inverse. The rate grows linearly until the end of the ramp. */
function growthOf(rate: number, rampMs: number) {
  const perMs = rate / 1000;
  const byRamp = (perMs * rampMs) / 2;
  return {
    messagesBy: (timeMs: number) =>
      timeMs < rampMs ? (perMs * timeMs * timeMs) / (2 * rampMs) : byRamp + perMs * (timeMs - rampMs),
    timeOf: (messages: number) =>
      messages < byRamp ? Math.sqrt((2 * rampMs * messages) / perMs) : rampMs + (messages - byRamp) / perMs,
  };
}

/** Binary search: the first index from `low` to `high` for which the predicate is false. */
function firstNot(holds: (index: number) => boolean, low: number, high: number): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Placing {
  /** The position of message `index` on a line where messages are 1 apart on average. */
  readonly place: (index: number) => number;
  /** Messages stay in their section of the line: the first indexes in the first section, and so on. */
  readonly reach: number;
}

function placing(plan: LoadPlan, total: number): Placing {
  switch (plan.arrivals ?? 'poisson') {
    case 'even':
      return { place: (index) => index, reach: 1 };
    case 'burst': {
      const size = plan.burstSize ?? Math.max(1, Math.round(Number(plan.rate)));
      return { place: (index) => index - (index % size), reach: size };
    }
    case 'poisson':
      return { place: poissonPlaces(plan.seed, total), reach: blockSize };
  }
}

const blockSize = 4096;

/**
 * A Poisson process with a known number of arrivals: "given N(T) = n, the arrival times are distributed as the order statistics of n
 * uniform ones". Generated in blocks of 4096 with a seed each, so any part can be computed without those before it, and the average rate is
 * exact.
 */
function poissonPlaces(seed: number, total: number): (index: number) => number {
  let block = -1;
  let places: Float64Array = new Float64Array();
  return (index) => {
    const wanted = Math.floor(index / blockSize);
    if (wanted !== block) {
      block = wanted;
      places = generateBlock(seed, block, Math.min(blockSize, total - block * blockSize));
    }
    return places[index - block * blockSize] ?? Number.NaN;
  };
}

function generateBlock(seed: number, block: number, size: number): Float64Array {
  const random = seededRandom(subSeed(seed, `arrivals ${block}`));
  const start = block * blockSize;
  return Float64Array.from({ length: Math.max(0, size) }, () => start + random() * size).sort();
}
