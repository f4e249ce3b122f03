import { onTestFinished, vi } from 'vitest';

/** As if this process had been running for a while (ms). */
const startsAtMs = 100_000;

/** Until the test ends, a wait takes no time, and the clock advances by what was waited. */
export function useFakeTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.advanceTimersByTime(startsAtMs);
  vi.setTimerTickMode('nextTimerAsync');
  onTestFinished(() => void vi.useRealTimers());
}
