import { CannotTell } from '../context/expect.ts';

/** Limits on concurrent requests, and on requests per second. */
export interface Bounds {
  atOnce: number;
  /** May change, and be below 1. */
  ratePerSecond?: number | undefined;
}

/** Queues the requests of a run, or of one rule. */
export interface InFlight {
  readonly bounds: Bounds;
  /** The waiting request with the lowest place starts first, then the oldest. */
  place: number;
  /** Runs it in its turn. `unbounded` requests are limited only by the rate. */
  run<T>(doIt: () => Promise<T>, unbounded?: boolean): Promise<T>;
  /** Where one rule's requests wait. They are dropped if the signal aborts. */
  lane(place: number, signal: AbortSignal): InFlight;
}

interface Waiting {
  readonly lane: InFlight;
  readonly unbounded: boolean;
  readonly begin: () => void;
  readonly giveUp: () => void;
}

export function createInFlight(bounds: Bounds): InFlight {
  let waiting: Waiting[] = [];
  let inProgress = 0;
  const rate = rateLimit(bounds, () => next());
  const next = () => {
    for (;;) {
      const one = firstOf(waiting, inProgress < bounds.atOnce);
      if (!one || !rate.allows()) return;
      waiting.splice(waiting.indexOf(one), 1);
      if (!one.unbounded) inProgress += 1;
      rate.count();
      one.begin();
    }
  };
  const laneAt = (place: number, signal?: AbortSignal): InFlight => {
    const lane: InFlight = {
      place,
      bounds,
      lane: laneAt,
      async run(doIt, unbounded = false) {
        await new Promise<void>((begin, reject) => {
          const giveUp = () => reject(new CannotTell({ reasonCode: 'interrupted' }));
          if (signal?.aborted) return giveUp();
          waiting.push({ lane, unbounded, begin, giveUp });
          // Compares all waiting requests first, so that none is delayed by the preparation of others.
          queueMicrotask(next);
        });
        try {
          return await doIt();
        } finally {
          if (!unbounded) inProgress -= 1;
          next();
        }
      },
    };
    signal?.addEventListener('abort', () => {
      const own = waiting.filter((one) => one.lane === lane);
      waiting = waiting.filter((one) => one.lane !== lane);
      for (const { giveUp } of own) giveUp();
    });
    return lane;
  };
  return laneAt(0);
}

/** The request with the lowest place among those that may start now. */
function firstOf(waiting: readonly Waiting[], isFree: boolean): Waiting | undefined {
  let first: Waiting | undefined;
  for (const one of waiting) {
    if ((isFree || one.unbounded) && (!first || one.lane.place < first.lane.place)) first = one;
  }
  return first;
}

/** A second, plus a margin: requests may arrive closer together than they were sent. */
const windowMs = 1150;

/** Allows this many per second, and says when more are allowed. */
function rateLimit(bounds: Bounds, onAllowed: () => void) {
  const begunAt: number[] = [];
  let isWaiting = false;
  /** A rate below one per second allows one request in a longer window. */
  const window = () => windowMs * Math.max(1, 1 / (bounds.ratePerSecond ?? 1));
  return {
    allows() {
      const max = Math.max(1, Math.floor(bounds.ratePerSecond ?? Number.POSITIVE_INFINITY));
      const since = performance.now() - window();
      while (begunAt[0] !== undefined && begunAt[0] <= since) begunAt.shift();
      if (begunAt.length < max) return true;
      if (isWaiting) return false;
      isWaiting = true;
      setTimeout(
        () => {
          isWaiting = false;
          onAllowed();
        },
        (begunAt[begunAt.length - max] ?? since) - since,
      );
      return false;
    },
    count() {
      begunAt.push(performance.now());
    },
  };
}
