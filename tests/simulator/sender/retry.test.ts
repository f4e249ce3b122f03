import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelaysMs, retryHorizonMs } from '../../../simulator/sender/retry.ts';

describe('the retries', () => {
  it("are three, a second apart, in the vendor's example", () => {
    expect(retryDelaysMs({ timeoutSeconds: 5, retryCount: 3 }, { retryDelayMs: 1000 })).toEqual([
      1000, 1000, 1000,
    ]);
  });

  it('equal the retry count', () => {
    for (const retryCount of [1, 2, 3, 4, 5]) {
      expect(retryDelaysMs({ timeoutSeconds: 3, retryCount }, { retryDelayMs: 0 })).toHaveLength(retryCount);
    }
  });

  it('take, if every attempt times out, the timeouts of all attempts and the gaps between them', () => {
    expect(retryHorizonMs({ timeoutSeconds: 5, retryCount: 3 }, { retryDelayMs: 1000 })).toBe(23_000);
    expect(retryHorizonMs({ timeoutSeconds: 10, retryCount: 5 }, { retryDelayMs: 0 })).toBe(60_000);
  });

  it('take longer for each larger setting', () => {
    const settings = fc.record({
      timeoutSeconds: fc.integer({ min: 3, max: 9 }),
      retryCount: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(settings, fc.nat(5000), ({ timeoutSeconds, retryCount }, retryDelayMs) => {
        const horizonMs = retryHorizonMs({ timeoutSeconds, retryCount }, { retryDelayMs });
        expect(
          retryHorizonMs({ timeoutSeconds: timeoutSeconds + 1, retryCount }, { retryDelayMs }),
        ).toBeGreaterThan(horizonMs);
        expect(
          retryHorizonMs({ timeoutSeconds, retryCount: retryCount + 1 }, { retryDelayMs }),
        ).toBeGreaterThan(horizonMs);
        expect(
          retryHorizonMs({ timeoutSeconds, retryCount }, { retryDelayMs: retryDelayMs + 1 }),
        ).toBeGreaterThan(horizonMs);
      }),
    );
  });
});
