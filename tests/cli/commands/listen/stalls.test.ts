import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startListen } from './listen-driver.ts';

it('reports on standard error that it was stalled itself, because its senders waited for it', async () => {
  const listening = await startListen();
  await sleep(100);
  const endsAt = performance.now() + 1500;
  while (performance.now() < endsAt);
  await sleep(100);
  const { exitCode, stderr } = await listening.interrupt();
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^hookswitch: measured late: Hookswitch itself was delayed by \d\.\d\d s, so senders waited that much longer\n/,
  );
});
