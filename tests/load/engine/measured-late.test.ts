import { expect, test } from 'vitest';
import { load } from '../driver.ts';

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
  const { result } = await load(
    (response, _request, n) => {
      // Only the last attempt is late, since a message is lost if it is never acknowledged.
      if (n === 2) setTimeout(holdUp, 500, 1000);
      else response.writeHead(503).end();
    },
    { plan: { ...plan, count: 1 }, settings: { timeoutSeconds: 3, retryCount: 1 } },
  );
  expect(result.measuredLate).toMatchObject({ attempts: 1, timeouts: 1, lost: 1 });
});
