import { expect, it } from 'vitest';
import { coreWaitMs, watchCores } from '../../../runner/context/core-wait.ts';
import { keepCoresBusy } from '../../support/busy-cores.ts';

it('excuses lateness if this process waited that long for a core', () => {
  let waitedMs = 5000;
  const assertFree = watchCores(1000, () => waitedMs);
  waitedMs += 999;
  expect(assertFree).not.toThrow();
  waitedMs += 1;
  expect(assertFree).toThrow(/Hookswitch itself was delayed by 1\.00 s/);
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
