import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateSearch } from '../../../runner/sending/rate-search.ts';

/** Whether it allows a request at this time (s). */
type Limiter = (now: number) => boolean;

const slidingWindow = (perSecond: number, seconds: number): Limiter => {
  let times: number[] = [];
  return (now) => {
    times = times.filter((at) => at > now - seconds);
    if (times.length >= perSecond * seconds) return false;
    times.push(now);
    return true;
  };
};

const tokenBucket = (perSecond: number, size: number): Limiter => {
  let [tokens, filledAt] = [size, 0];
  return (now) => {
    tokens = Math.min(size, tokens + perSecond * (now - filledAt));
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};

/** Sends for this long (s), as fast as the search says, and waits this long after a refusal. */
function sendFor(seconds: number, limiter: Limiter, waitMs: number) {
  const accepted: number[] = [];
  let refusals = 0;
  let search: RateSearch | undefined;
  let since = 0;
  for (let now = 0; now < 1000 * seconds; now += search ? 1000 / search.rate : 5) {
    if (limiter(now / 1000)) {
      accepted.push(now);
      search?.accept(now);
      continue;
    }
    refusals += 1;
    const metAt = now;
    do now += waitMs;
    while (!limiter(now / 1000));
    const before = accepted.filter((at) => at >= (search ? since : metAt - 1000)).length;
    const windowMs = Math.max(search ? 0 : 1000, now - since);
    const refusal = { measured: (1000 * Math.max(1, before)) / windowMs, endedAt: now, tookMs: now - metAt };
    if (search) search.refuse(refusal);
    else search = new RateSearch(refusal);
    if (search.isFutile) break;
    accepted.push(now);
    since = now;
  }
  return { accepted, refusals, isFutile: search?.isFutile };
}

describe('a search for the rate that a receiver accepts', () => {
  const limiters = fc.oneof(
    fc.record({ perSecond: fc.integer({ min: 2, max: 40 }), kind: fc.constant('window' as const) }),
    fc.record({
      perSecond: fc.integer({ min: 2, max: 40 }),
      kind: fc.constantFrom('bucket of 1', 'bucket of 80'),
    }),
  );

  it('sends nearly as fast as a limit allows, with few refusals', () => {
    fc.assert(
      fc.property(limiters, fc.constantFrom(250, 1000), ({ perSecond, kind }, waitMs) => {
        const limiter =
          kind === 'window'
            ? slidingWindow(perSecond, 1)
            : tokenBucket(perSecond, kind === 'bucket of 1' ? 1 : 80);
        const { accepted, refusals, isFutile } = sendFor(120, limiter, waitMs);
        expect(isFutile).not.toBe(true);
        const last = accepted.filter((at) => at > 60_000).length;
        expect(last).toBeGreaterThanOrEqual(0.7 * 60 * perSecond);
        expect(refusals).toBeLessThanOrEqual(15);
      }),
    );
  });

  it('is futile if one of a few requests is refused at any rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), fc.constantFrom(250, 1000), (one, waitMs) => {
        let n = 0;
        const { isFutile } = sendFor(60, () => ++n % one !== 0, waitMs);
        expect(isFutile).toBe(true);
      }),
    );
  });
});
