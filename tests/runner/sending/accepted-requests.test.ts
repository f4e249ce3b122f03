import { afterEach, describe, expect, it, vi } from 'vitest';
import { AcceptedRequests } from '../../../runner/sending/accepted-requests.ts';

afterEach(() => vi.useRealTimers());

describe('the requests that a receiver accepted', () => {
  it('have the rate of all, even if only messages were refused, and are counted by their kind', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const accepted = new AcceptedRequests();
    for (let n = 0; n < 20; n += 1) {
      vi.advanceTimersByTime(100);
      accepted.add(n % 2 === 0);
    }
    vi.advanceTimersByTime(50);
    accepted.addRefused(false);
    const { accepted: messages, perSecond } = accepted.measured(performance.now(), 1000, 1000);
    expect(messages).toBe(5);
    expect(perSecond).toBe(10);
  });
});
