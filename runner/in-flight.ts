import { CannotTell } from './context/expect.ts';

/** How many requests may be under way at once, and begin in any second. */
export interface Bounds {
  atOnce: number;
  /** May change, and be below 1. */
  ratePerSecond?: number | undefined;
}

/** Where one rule waits for its requests to begin. */
export interface Lane {
  /** Of the requests that wait, the one with the lowest place begins first, then the one that came first. */
  place: number;
  /** Does it in its turn. What is `unbounded` is held back by the rate only. */
  run<T>(doIt: () => Promise<T>, unbounded?: boolean): Promise<T>;
}

/** Holds back the requests of a run. */
export interface InFlight extends Lane {
  readonly bounds: Bounds;
  /** What waits in this lane is given up when the signal is aborted. */
  lane(place: number, signal: AbortSignal): InFlight;
}

interface Waiting {
  readonly lane: Lane;
  readonly unbounded: boolean;
  readonly begin: () => void;
  readonly giveUp: () => void;
}

export function createInFlight(bounds: Bounds): InFlight {
  let waiting: Waiting[] = [];
  let underWay = 0;
  const rate = rateLimit(bounds, () => next());
  const next = () => {
    for (;;) {
      const one = firstOf(waiting, underWay < bounds.atOnce);
      if (!one || !rate.allows()) return;
      waiting.splice(waiting.indexOf(one), 1);
      if (!one.unbounded) underWay += 1;
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
          const giveUp = () => reject(new CannotTell({ because: 'interrupted' }));
          if (signal?.aborted) return giveUp();
          waiting.push({ lane, unbounded, begin, giveUp });
          // All that wait by then are compared, and no request's time is spent on preparing others.
          queueMicrotask(next);
        });
        try {
          return await doIt();
        } finally {
          if (!unbounded) underWay -= 1;
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

/** Of those that may begin now. */
function firstOf(waiting: readonly Waiting[], isFree: boolean): Waiting | undefined {
  let first: Waiting | undefined;
  for (const one of waiting) {
    if ((isFree || one.unbounded) && (!first || one.lane.place < first.lane.place)) first = one;
  }
  return first;
}

/** A second, and what requests may come closer together on their way than they were sent. */
const windowMs = 1150;

/** Allows so many in any second, and says when more are allowed again. */
function rateLimit(bounds: Bounds, onAllowed: () => void) {
  const begunAt: number[] = [];
  let isWaiting = false;
  /** Less than one in a second is one in a longer time. */
  const window = () => windowMs * Math.max(1, 1 / (bounds.ratePerSecond ?? 1));
  return {
    allows() {
      const most = Math.max(1, Math.floor(bounds.ratePerSecond ?? Number.POSITIVE_INFINITY));
      const since = performance.now() - window();
      while (begunAt[0] !== undefined && begunAt[0] <= since) begunAt.shift();
      if (begunAt.length < most) return true;
      if (isWaiting) return false;
      isWaiting = true;
      setTimeout(
        () => {
          isWaiting = false;
          onAllowed();
        },
        (begunAt[begunAt.length - most] ?? since) - since,
      );
      return false;
    },
    count() {
      begunAt.push(performance.now());
    },
  };
}
