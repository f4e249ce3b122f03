import { spawn } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check } from '../../suites/index.ts';

/** The receiver of the example for node:test, which is JavaScript. */
const {
  createReceiver,
}: {
  createReceiver(secret: string): { listener: RequestListener; stateOf(sn: string): unknown };
} = await import(String(new URL('../../examples/node-test/receiver.mjs', import.meta.url)));

const secret = 'HookswitchExampleSecret32Letters';
const others: ReturnType<typeof spawn>[] = [];

beforeAll(() => {
  for (let n = 0; n < availableParallelism(); n += 1)
    others.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
});

afterAll(() => {
  for (const other of others) other.kill('SIGKILL');
});

/** Everything that a check sends and finds, except the real time. */
async function checkOnce(seed: number) {
  const { listener, stateOf } = createReceiver(secret);
  const requests: string[] = [];
  const receiver: RequestListener = (request, response) => {
    requests.push(`${Date.now()} ${request.method} ${request.url} ${request.headers['x-signature']}`);
    return listener(request, response);
  };
  const options = {
    receiver,
    receiverPath: '/webhook',
    observe: (sn: string) => stateOf(sn),
    secret,
    seed,
  } as const;
  const { startedAt, durationMs, ...report } = await check({ ...options, time: 'simulated' });
  return { requests, report };
}

it('the same seed sends the same requests at the same moments, and gives the same report', async () => {
  const first = await checkOnce(7);
  expect(first.report).toMatchObject({
    time: 'simulated',
    isExact: true,
    summary: { fail: 0, inconclusive: 0 },
  });
  for (let left = 9; left > 0; left -= 1) expect(await checkOnce(7)).toEqual(first);
});

it('another seed sends other requests', async () => {
  expect((await checkOnce(8)).requests).not.toEqual((await checkOnce(7)).requests);
});
