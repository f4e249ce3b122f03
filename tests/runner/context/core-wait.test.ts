import { expect, it } from 'vitest';
import { coreWaitMs, watchCoreShare, watchCores } from '../../../runner/context/core-wait.ts';
import { keepCoresBusy } from '../../support/busy-cores.ts';

it('excuses lateness if this process waited that long for a core', () => {
  let waitedMs = 5000;
  const assertFree = watchCores(1000, () => waitedMs);
  waitedMs += 999;
  expect(assertFree).not.toThrow();
  waitedMs += 1;
  expect(assertFree).toThrow(/Hookswitch itself was delayed by 1\.00 s/);
});

it('excuses what was not seen if this thread had no core for most of the time', () => {
  let [waitedMs, now] = [5000, 0];
  const assertFree = watchCoreShare(
    () => waitedMs,
    () => now,
  );
  [waitedMs, now] = [5999, 999];
  expect(assertFree).not.toThrow();
  [waitedMs, now] = [6400, 2001];
  expect(assertFree).not.toThrow();
  now -= 1;
  expect(assertFree).toThrow(/Hookswitch itself was delayed by 1\.40 s/);
});

it.runIf(process.platform === 'linux')(
  'notices that others use the core that this thread needs',
  async () => {
    const before = coreWaitMs();
    keepCoresBusy();
    const waitedMs = () => {
      const endsAt = performance.now() + 50;
      while (performance.now() < endsAt);
      return coreWaitMs() - before;
    };
    await expect.poll(waitedMs, { interval: 1 }).toBeGreaterThan(100);
  },
);
