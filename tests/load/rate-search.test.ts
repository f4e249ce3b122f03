import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestSustained, nextRate, type Tried } from '../../load/rate-search.ts';

describe('the search for the limit', () => {
  it('gets close to any limit in at most 20 steps', () => {
    const limits = fc.double({ min: 1, max: 50_000, noNaN: true });
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 5000 }), (limit, first) => {
        const tried: Tried[] = [];
        for (let rate = nextRate(first, tried); rate !== undefined; rate = nextRate(first, tried)) {
          tried.push({ perSecond: rate, isSustained: rate <= limit });
        }
        const found = highestSustained(tried);
        expect(tried.length).toBeLessThanOrEqual(20);
        if (found === undefined) expect(limit).toBeLessThan(2.1);
        else expect(limit / found).toBeLessThanOrEqual(found < 10 ? 1.2 : 1.11);
      }),
    );
  });

  it('begins with the given rate, and trusts no rate above one that failed', () => {
    expect(nextRate(250, [])).toBe(250);
    const tried = [
      { perSecond: 100, isSustained: true },
      { perSecond: 200, isSustained: false },
      { perSecond: 400, isSustained: true },
    ];
    expect(highestSustained(tried)).toBe(100);
  });
});
