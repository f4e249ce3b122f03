import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { mock } from 'node:test';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkSimulated } from './simulated-check.ts';

afterEach(() => {
  vi.useRealTimers();
  mock.timers.reset();
});

describe('timers that are faked already', () => {
  const sentence =
    'timers or the clock are faked already, for example by Vitest, Jest or node:test; turn that off for this test, or use --time real';

  it.each<[string, () => unknown]>([
    ['all timers of Vitest', () => vi.useFakeTimers()],
    ['the date of Vitest', () => vi.setSystemTime(0)],
    ['only setTimeout of Vitest', () => vi.useFakeTimers({ toFake: ['setTimeout'] })],
    ['all timers of node:test', () => mock.timers.enable()],
    ['only setTimeout of node:test', () => mock.timers.enable({ apis: ['setTimeout'] })],
  ])('are a usage error: %s', async (_name, fake) => {
    fake();
    const error = await checkSimulated((_request, response) => void response.end()).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'bad-time', message: sentence });
  });
});

it('rejects a receiver that talks to another process', async () => {
  const other = spawn(process.execPath, [
    '-e',
    "const s = require('net').createServer((c) => c.end()).listen(0, '127.0.0.1', () => console.log(s.address().port))",
  ]);
  const [line] = await once(other.stdout, 'data');
  const port = Number(String(line));
  const checked = checkSimulated((request, response) => {
    request.resume();
    connect(port, '127.0.0.1').on('error', () => {});
    response.end();
  });
  await expect(checked).rejects.toMatchObject({
    code: 'bad-time',
    message: `something connects to 127.0.0.1:${port}, and the time of another process can't be simulated; use --time real`,
  });
  other.kill();
});

it('ends a check of a receiver that never pauses', async () => {
  let isOver = false;
  const spin = () => void (isOver || setImmediate(spin));
  const checked = checkSimulated((request, response) => {
    request.resume();
    spin();
    response.end();
  });
  await expect(checked).rejects.toMatchObject({
    code: 'bad-time',
    message: expect.stringMatching(
      /^something never pauses, for example because it calls setImmediate in a loop/,
    ),
  });
  isOver = true;
});

it.each<[string, (until: Promise<unknown>) => unknown]>([
  [
    'starts a process that keeps running',
    (until) => {
      const child = spawn('sleep', ['600']);
      until.finally(() => child.kill());
    },
  ],
  [
    'waits for a worker',
    (until) => {
      const worker = new Worker('require("node:worker_threads").parentPort.on("message", () => {})', {
        eval: true,
      });
      until.finally(() => worker.terminate());
      worker.postMessage('work');
      return once(worker, 'message');
    },
  ],
])('ends a check of a receiver that %s', async (_what, deed) => {
  const over = new AbortController();
  const until = once(over.signal, 'abort');
  const checked = checkSimulated(async (request, response) => {
    request.resume();
    await deed(until);
    response.end();
  });
  await expect(checked).rejects.toMatchObject({
    code: 'bad-time',
    message:
      "something waits for work outside this thread, such as a worker or a child process, whose time can't be simulated; use --time real",
  });
  over.abort();
});

it.each<[string, () => void]>([
  [
    'in a loop for the clock',
    () => {
      const endsAt = performance.now() + 50;
      while (performance.now() < endsAt);
    },
  ],
  ['with an interval of 0 ms', () => void setInterval(() => {}, 0)],
])('checks a receiver that waits %s', async (_how, wait) => {
  const report = await checkSimulated((request, response) => {
    request.resume();
    wait();
    response.end();
  });
  expect(report).toMatchObject({ time: 'simulated', summary: { pass: 1 } });
});

it('continues after an error that nobody caught', async () => {
  const errors: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => errors.push(error));
  const { summary } = await checkSimulated((request, response) => {
    request.resume();
    setTimeout(() => {
      throw new Error('broken');
    }, 5);
    response.end();
  });
  process.removeAllListeners('uncaughtException');
  for (const listener of listeners) process.on('uncaughtException', listener);
  expect(summary.pass).toBe(1);
  expect(errors).toContainEqual(new Error('broken'));
});
