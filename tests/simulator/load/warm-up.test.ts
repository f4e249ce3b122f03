import { expect, test } from 'vitest';
import { warmUp } from '../../../simulator/load/index.ts';
import { startRecording } from '../../cli/recording-receiver.ts';
import { options, targetAt } from './driver.ts';

const fast = { ...options, plan: { rate: 5000, durationMs: 100, seed: 1 } } as const;

test('a warm-up sends nothing to the receiver, and leaves nothing behind', async () => {
  const receiver = await startRecording((response) => response.end());
  const before = process.getActiveResourcesInfo();
  for (const reuse of ['kept', 'fresh'] as const) await warmUp(targetAt(receiver.url), { ...fast, reuse });
  await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before.length);
  expect(receiver.requests).toEqual([]);
  await receiver.close();
});
