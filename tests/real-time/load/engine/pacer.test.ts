import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Pacer } from '../../../../load/engine/pacer.ts';

describe('a pacer', () => {
  const wake = vi.fn();
  let pacer: Pacer;

  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
    });
    wake.mockReset();
    pacer = new Pacer(wake);
  });
  afterEach(() => {
    pacer.stop();
    vi.useRealTimers();
  });

  /** When it woke (ms) within this many ms. */
  function wokeWithin(ms: number): number[] {
    const times: number[] = [];
    const start = performance.now();
    wake.mockImplementation(() => times.push(performance.now() - start));
    vi.advanceTimersByTime(ms);
    return times;
  }

  test('wakes once, slightly more than a millisecond early, because timers are late', () => {
    pacer.arm(100);
    const [first = 0, ...more] = wokeWithin(500);
    expect(first).toBeGreaterThanOrEqual(98);
    expect(first).toBeLessThanOrEqual(99);
    expect(more).toEqual([]);
    pacer.arm(100);
    expect(wokeWithin(500)).toHaveLength(1);
  });

  test('wakes for an earlier time, and then not for the later one', () => {
    pacer.arm(100);
    pacer.arm(50);
    const [first = 0, ...more] = wokeWithin(500);
    expect([Math.floor(first), more]).toEqual([48, []]);
  });

  test('keeps a timer that is early enough', () => {
    pacer.arm(50);
    vi.advanceTimersByTime(10);
    pacer.arm(100);
    const [first = 0, ...more] = wokeWithin(500);
    expect([Math.floor(first), more]).toEqual([38, []]);
  });

  test('wakes at least once a second', () => {
    pacer.arm(Number.POSITIVE_INFINITY);
    expect(wokeWithin(1000)).toEqual([1000]);
  });

  test.each([1, 0, -5])('wakes in the next turn when the time is in %i ms', (waitMs) => {
    pacer.arm(waitMs);
    pacer.arm(waitMs);
    expect(wokeWithin(0)).toEqual([0]);
    pacer.arm(waitMs);
    expect(wokeWithin(0)).toEqual([0]);
  });

  test('does not wake after it was stopped', () => {
    pacer.arm(50);
    pacer.arm(1);
    pacer.stop();
    expect(wokeWithin(500)).toEqual([]);
  });
});

describe('the measured load of a thread', () => {
  const work = (ms: number) => {
    for (const end = performance.now() + ms; performance.now() < end; );
  };

  test('is all of its time if it worked', () => {
    const pacer = new Pacer(() => {});
    work(50);
    expect(pacer.utilization()).toBeGreaterThan(0.9);
    expect(pacer.utilization()).toBeLessThanOrEqual(1);
  });

  test('is little of its time if it slept', async () => {
    const pacer = new Pacer(() => {});
    await sleep(200);
    expect(pacer.utilization()).toBeLessThan(0.5);
  });

  /** Yields for 100 ms, while something else takes 5 ms in each turn. */
  const waitTurnByTurn = async (whileWaiting: (pacer: Pacer) => void) => {
    const end = performance.now() + 100;
    let isOver = () => {};
    const over = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    const pacer: Pacer = new Pacer(() => {
      if (performance.now() >= end) return isOver();
      pacer.arm(0);
      whileWaiting(pacer);
    });
    pacer.arm(0);
    await over;
    return pacer.utilization();
  };

  test('excludes the time it waited turn by turn', async () => {
    expect(await waitTurnByTurn(() => work(5))).toBeLessThan(0.5);
  });

  test('includes the work it did while it waited turn by turn', async () => {
    const isBusy = (pacer: Pacer) => {
      work(5);
      pacer.touch();
    };
    expect(await waitTurnByTurn(isBusy)).toBeGreaterThan(0.5);
  });
});
