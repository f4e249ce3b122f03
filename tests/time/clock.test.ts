import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inSimulatedTime } from '../../index.ts';

const hourMs = 3_600_000;

/** How much simulated time something takes (ms). */
const simulatedMs = (work: () => Promise<unknown>) =>
  inSimulatedTime(async () => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  });

describe('in simulated time', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['setTimeout', () => new Promise((resolve) => setTimeout(resolve, hourMs))],
    ['a promise of node:timers/promises', () => pause(hourMs)],
    ['a promisified setTimeout', () => promisify(setTimeout)(hourMs)],
    [
      'AbortSignal.timeout',
      () => new Promise((resolve) => AbortSignal.timeout(hourMs).addEventListener('abort', resolve)),
    ],
  ])('%s waits, and takes no time', async (_name, wait) => {
    expect(await simulatedMs(wait)).toBe(hourMs);
  });

  it('all clocks show the same passage of time', async () => {
    const passed = await inSimulatedTime(async () => {
      const clocks = () => [
        Date.now(),
        Date.parse(new Date().toISOString()),
        performance.now(),
        Number(process.hrtime.bigint()) / 1e6,
      ];
      const before = clocks();
      await pause(hourMs);
      return clocks().map((now, n) => now - (before[n] ?? 0));
    });
    expect(passed).toEqual([hourMs, hourMs, hourMs, hourMs]);
  });

  it('treats a delay of 0 as 1, as Node does', async () => {
    const ticks = await inSimulatedTime(async () => {
      const at: number[] = [];
      const start = performance.now();
      const timer = setInterval(() => at.push(performance.now() - start), 0);
      await pause(4);
      clearInterval(timer);
      return at;
    });
    expect(ticks).toEqual([1, 2, 3]);
  });

  it('ends a loop that waits for the clock', async () => {
    const tookMs = await simulatedMs(async () => {
      const end = performance.now() + 2;
      while (performance.now() < end);
    });
    expect(tookMs).toBeGreaterThanOrEqual(2);
    expect(tookMs).toBeLessThan(4);
  });

  it('begins at the same moment with the same seed, and with another Math.random for another seed', async () => {
    const facts = (seed: number) =>
      inSimulatedTime(async () => [Date.now(), performance.now(), Math.random()], { seed });
    expect(await facts(7)).toEqual(await facts(7));
    expect(await facts(7)).not.toEqual(await facts(8));
  });
});

describe('after simulated time', () => {
  const originals = () => ({
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    Date,
    now: performance.now,
    hrtime: process.hrtime,
    timeout: AbortSignal.timeout,
    random: Math.random,
    pause: promisify(setTimeout),
  });

  it.each<[string, () => Promise<unknown>]>([
    ['ended', async () => {}],
    ['threw', () => Promise.reject(new Error('an error of the test'))],
    ['was stopped', () => new Promise((_, reject) => setImmediate(() => reject(new Error('stopped'))))],
  ])('everything is restored if the work %s', async (_name, work) => {
    const { pause: _before, ...before } = originals();
    await inSimulatedTime(work).catch(() => {});
    const { pause: _after, ...after } = originals();
    expect(after).toEqual(before);
    const start = Date.now();
    await pause(20);
    expect(Date.now() - start).toBeGreaterThanOrEqual(19);
  });

  it('the next run starts, one after the other', async () => {
    const order: string[] = [];
    const run = (name: string) =>
      inSimulatedTime(async () => {
        order.push(`${name} begins`);
        await pause(hourMs);
        order.push(`${name} ends`);
      });
    await Promise.all([run('first'), run('second')]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });
});
