import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { whenCoresAllow } from './when-cores-allow.ts';

describe('three runs', () => {
  it('run at the same time if this thread has a core', async () => {
    let started = 0;
    const untilAllRun = async () => {
      started += 1;
      await expect.poll(() => started).toBe(3);
    };
    await Promise.all([1, 2, 3].map(() => whenCoresAllow(untilAllRun, () => 0)));
  });

  it('run one by one if it has none', async () => {
    const log: string[] = [];
    const run = async (n: number) => {
      log.push(`${n} begins`);
      await setTimeout(600);
      log.push(`${n} ends`);
    };
    await Promise.all(
      [1, 2, 3].map((n) =>
        whenCoresAllow(
          () => run(n),
          () => performance.now(),
        ),
      ),
    );
    expect(log).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
  });
});
