import { expect, test } from 'vitest';
import { load, options } from '../driver.ts';

const plan = { rate: 100, count: 20, seed: 1 } as const;

function holdUp(durationMs: number): void {
  const endsAt = performance.now() + durationMs;
  while (performance.now() < endsAt);
}

test('reports how many attempts it measured late itself, and for how long it was stalled', async () => {
  const { result } = await load(
    (response, _request, n) => {
      if (n === 5) holdUp(800);
      response.end();
    },
    { plan },
  );
  expect(result.outcomes).toEqual({ 200: 20 });
  expect(result.measuredLate).toMatchObject({ timeouts: 0, lost: 0 });
  expect(result.measuredLate?.attempts).toBeGreaterThanOrEqual(1);
  expect(result.measuredLate?.longestMs).toBeGreaterThan(600);
});

test('counts the timeouts among them and the messages lost to them', async () => {
  const settings = { ...options.settings, timeoutSeconds: 3 };
  const { result } = await load(
    (_response, _request, n) => {
      if (n === 1) setTimeout(holdUp, 500, 1000);
    },
    { plan: { ...plan, count: 2 }, settings, retries: false },
  );
  expect(result.measuredLate).toMatchObject({ attempts: 2, timeouts: 2, lost: 2 });
});
