import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { isFast } from '../../../../load/engine/warm-up.ts';
import { runLoad } from '../../../../load/index.ts';
import { options, targetAt } from '../../../load/driver.ts';
import { listenLocally } from '../../../support/listen-locally.ts';
import { startRecording } from '../../../support/recording-receiver.ts';

const plan = { rate: 2000, count: 20, seed: 1 } as const;

test.each(['kept', 'fresh'] as const)(
  'a load with a warm-up sends the same messages to its receiver over connections that are %s',
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

test.each([
  [{ rate: 'max', count: 1, seed: 1 }, true],
  [{ rate: 500, count: 1, seed: 1 }, true],
  [{ rate: 499, count: 1, seed: 1 }, false],
] as const)('a load of %j is fast enough for a warm-up: %s', (given, expected) => {
  expect(isFast(given)).toBe(expected);
});

test('a warm-up leaves nothing behind, and an interrupt ends it', async () => {
  const receiver = await startRecording((response) => response.end());
  const before = process.getActiveResourcesInfo().length;
  const signal = AbortSignal.timeout(100);
  const result = await runLoad(targetAt(receiver.url), { ...options, plan, warmsUp: true }, { signal });
  expect(result).toMatchObject({ ended: 'aborted', attempts: 0 });
  expect(receiver.requests).toEqual([]);
  await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before);
  await receiver.close();
});

test('a load with a warm-up opens all of its connections, even for a single message', async () => {
  let opened = 0;
  const server = createServer((_request, response) => response.end());
  server.on('connection', () => {
    opened += 1;
  });
  const target = targetAt(`${await listenLocally(server)}/`);
  const one = { ...plan, count: 1 };
  await runLoad(target, { ...options, plan: one, reuse: 'kept', warmsUp: true });
  await expect.poll(() => opened).toBe(options.connections);
  server.close();
});
