import { expect, test } from 'vitest';
import type { LoadOptions, LoadTick } from '../../../load/index.ts';
import { load, options } from '../driver.ts';

test('the ticks add up to the total', async () => {
  const ticks: { sent: number; attempts: number; acknowledged: number; due: number }[] = [];
  const { result } = await load(
    undefined,
    { plan: { rate: 400, count: 40, seed: 1 }, tickMs: 20 },
    { onTick: (tick) => ticks.push(tick) },
  );
  const sum = (of: 'sent' | 'attempts' | 'acknowledged' | 'due') =>
    ticks.reduce((total, tick) => total + tick[of], 0);
  expect(ticks.length).toBeGreaterThan(1);
  expect([sum('sent'), sum('attempts'), sum('acknowledged'), sum('due')]).toEqual([40, 40, 40, 40]);
  expect(result.attempts).toBe(40);
});

test('a tick reports what is in flight, late, or waiting for a retry', async () => {
  const ticksOf = async (answer: Parameters<typeof load>[0], given: Partial<LoadOptions>) => {
    const ticks: LoadTick[] = [];
    const { result } = await load(answer, { tickMs: 20, ...given }, { onTick: (tick) => ticks.push(tick) });
    expect(ticks.reduce((sum, { intervalMs }) => sum + intervalMs, 0)).toBeCloseTo(
      ticks.at(-1)?.atMs ?? 0,
      3,
    );
    return { ticks, result };
  };
  const hung = await ticksOf(() => {}, { connections: 2, drainMs: 500 });
  expect(hung.ticks.map(({ inFlight, late }) => ({ inFlight, late }))).toContainEqual({
    inFlight: 2,
    late: 38,
  });
  expect(hung.ticks.at(-1)).toMatchObject({ inFlight: 0, late: 38, due: expect.any(Number) });

  const refuse = (response: { statusCode: number; end(): void }) => {
    response.statusCode = 503;
    response.end();
  };
  const waits = { profile: { ...options.profile, retryDelayMs: 60_000 }, drainMs: 1500 };
  const refused = await ticksOf(refuse, waits);
  expect(Math.max(...refused.ticks.map(({ waitingForRetry }) => waitingForRetry))).toBe(40);
  // Messages that still wait for a retry at the end are dropped.
  expect(refused.result).toMatchObject({
    ended: 'drained',
    attempts: 40,
    genuine: { sent: 40, aborted: 40 },
  });
});
