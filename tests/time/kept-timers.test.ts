import type { RequestListener } from 'node:http';
import timersPromises from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { checkSimulated } from './simulated-check.ts';

const { setTimeout: keptTimeout, setInterval: keptInterval } = globalThis;
const { setTimeout: keptSleep } = timersPromises;

/** A listener that does this before it responds. */
const listener =
  (before: () => unknown): RequestListener =>
  async (request, response) => {
    request.resume();
    await before();
    response.end();
  };

it.each([
  ['setTimeout', () => new Promise((resolve) => keptTimeout(resolve, 20))],
  ['setInterval', () => void keptInterval(() => {}, 50_000)],
  ['setTimeout of timers/promises', () => keptSleep(20)],
])('rejects a receiver that kept %s from before the check', async (_name, before) => {
  await expect(checkSimulated(listener(before))).rejects.toMatchObject({
    code: 'bad-time',
    message: expect.stringMatching(
      /^tests\/time\/kept-timers\.test\.ts:\d+ sets a timer with a function that it kept from before, such as const \{ setTimeout \} = globalThis, and that timer keeps real time; use --time real$/,
    ),
  });
});

/** Vitest looks again and again, with timers that it kept. */
let isOver = false;
const vitestWaits = () => void vi.waitFor(() => expect(isOver).toBe(true), { timeout: 60_000 });

it.each([
  ['makes Vitest set its own timers', vitestWaits],
  ['keeps a timer that runs in the background', () => keptTimeout(() => {}, 50_000).unref()],
  ['waits with the timers of the moment', () => new Promise((resolve) => setTimeout(resolve, 20))],
  [
    'uses the network, whose timers are set by Node itself',
    () => fetch('http://127.0.0.1:9/').catch(() => {}),
  ],
])('accepts a receiver that %s', async (_name, before) => {
  const { time, summary } = await checkSimulated(listener(before));
  isOver = true;
  expect([time, summary.pass]).toEqual(['simulated', 1]);
});

it('leaves functions that were kept in simulated time working', async () => {
  const kept: { sleep?: typeof setTimeout; date?: typeof Date } = {};
  await checkSimulated(
    listener(() => Object.assign(kept, { sleep: globalThis.setTimeout, date: globalThis.Date })),
  );
  const { sleep = setTimeout, date = Date } = kept;
  expect(sleep).not.toBe(setTimeout);
  await new Promise((resolve) => sleep(resolve, 1));
  expect(Math.abs(date.now() - Date.now())).toBeLessThan(60_000);
});
