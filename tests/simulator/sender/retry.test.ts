import { describe, expect, it } from 'vitest';
import { retryDelaysMs, retryHorizonMs } from '../../../simulator/sender/retry.ts';

describe('the retries', () => {
  it("are three, a second apart, in the vendor's example", () => {
    expect(retryDelaysMs({ timeoutSeconds: 5, retryCount: 3 }, { retryDelayMs: 1000 })).toEqual([
      1000, 1000, 1000,
    ]);
  });

  it('take, if every attempt times out, the timeouts of all attempts and the gaps between them', () => {
    expect(retryHorizonMs({ timeoutSeconds: 5, retryCount: 3 }, { retryDelayMs: 1000 })).toBe(23_000);
    expect(retryHorizonMs({ timeoutSeconds: 10, retryCount: 5 }, { retryDelayMs: 0 })).toBe(60_000);
  });
});
