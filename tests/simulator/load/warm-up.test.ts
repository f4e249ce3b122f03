import { expect, test } from 'vitest';
import { runLoad } from '../../../simulator/load/index.ts';
import { startRecording } from '../../cli/recording-receiver.ts';
import { options, targetAt } from './driver.ts';

const plan = { rate: 2000, count: 20, seed: 1 } as const;

test.each(['kept', 'fresh'] as const)(
  'a load that warms up sends its receiver what it would send anyway, by connections that are %s',
  async (reuse) => {
    const receiver = await startRecording((response) => response.end());
    const bodies = async (warmsUp: boolean) => {
      const result = await runLoad(targetAt(receiver.url), { ...options, plan, reuse, warmsUp });
      expect(result).toMatchObject({ due: 20, attempts: 20, outcomes: { 200: 20 } });
      return receiver.requests
        .splice(0)
        .map(({ body }) => body.toString())
        .sort();
    };
    expect(await bodies(true)).toEqual(await bodies(false));
    await receiver.close();
  },
);

test('nothing is left of a warm-up, and an interrupt ends it', async () => {
  const receiver = await startRecording((response) => response.end());
  const before = process.getActiveResourcesInfo().length;
  const signal = AbortSignal.timeout(100);
  const result = await runLoad(targetAt(receiver.url), { ...options, plan, warmsUp: true }, { signal });
  expect(result).toMatchObject({ ended: 'aborted', attempts: 0 });
  expect(receiver.requests).toEqual([]);
  await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before);
  await receiver.close();
});
