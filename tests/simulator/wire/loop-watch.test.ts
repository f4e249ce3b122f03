import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { attempt, freshConnections } from '../../../simulator/index.ts';
import { StallLog } from '../../../simulator/wire/loop-watch.ts';

/** A log that was read every 20 ms up to this moment, as it should be. */
function watched(untilMs: number): StallLog {
  const log = new StallLog();
  for (let nowMs = 0; nowMs <= untilMs; nowMs += 20) log.check(nowMs);
  return log;
}

describe('a log of stalls', () => {
  it('has none while it is read in time, or slightly late', () => {
    const log = watched(1000);
    log.check(1060);
    expect(log.lateMs(0, 1060)).toBe(0);
  });

  it('knows how long the loop was stalled between two moments', () => {
    const log = watched(1000);
    log.check(2020);
    log.check(2040);
    expect(log.lateMs(0, 2040)).toBe(1000);
    expect(log.lateMs(1520, 2040)).toBe(500);
    expect(log.lateMs(2020, 2040)).toBe(0);
  });

  it('counts a stall that was not recorded yet: late callbacks run before the next read', () => {
    const log = watched(1000);
    expect(log.lateMs(900, 1520)).toBe(500);
    expect(log.lateMs(1500, 1520)).toBe(20);
  });

  it('adds stalls up, and keeps only the last ones', () => {
    const log = watched(0);
    for (let n = 1; n <= 1000; n += 1) log.check(n * 120);
    expect(log.lateMs(119_760, 120_000)).toBe(200);
    expect(log.lateMs(0, 120_000)).toBe(6400);
  });

  it('ignores the time in which it was paused', () => {
    const log = watched(1000);
    log.pause();
    expect(log.lateMs(0, 50_000)).toBe(0);
    log.check(50_000);
    expect(log.lateMs(0, 50_010)).toBe(0);
  });
});

/** Responds after a delay, from a separate thread that runs while the sender's loop is blocked. */
const source = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const server = createServer((request, response) => {
  parentPort.postMessage('called');
  setTimeout(() => response.end('done'), workerData);
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** The result of an attempt whose sender computes for `blockedMs` once the receiver has the request. */
async function blockedAttempt(answerAfterMs: number, timeoutMs: number, blockedMs: number) {
  const receiver = new Worker(source, { eval: true, workerData: answerAfterMs });
  onTestFinished(() => void receiver.terminate());
  const [port] = await once(receiver, 'message');
  const request = Buffer.from('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
  const connector = freshConnections({ allowHosts: [] });
  const url = `http://127.0.0.1:${port}/`;
  const making = attempt({ url, steps: [{ kind: 'send', bytes: request }], connector, timeoutMs });
  await once(receiver, 'message');
  const endsAt = performance.now() + blockedMs;
  while (performance.now() < endsAt);
  return making;
}

describe('an attempt in a stalled process', () => {
  it('has the response that arrived in time, and is marked as measured late', async () => {
    const { outcome, elapsedMs, measuredLateMs } = await blockedAttempt(50, 1500, 3000);
    expect(outcome).toMatchObject({ kind: 'response', status: 200 });
    expect(elapsedMs).toBeGreaterThanOrEqual(3000);
    expect(measuredLateMs).toBeGreaterThanOrEqual(2500);
    expect(measuredLateMs).toBeLessThanOrEqual(elapsedMs);
  });

  it('is marked if it times out too', async () => {
    const { outcome, measuredLateMs } = await blockedAttempt(60_000, 1500, 3000);
    expect(outcome).toMatchObject({ kind: 'timeout' });
    expect(measuredLateMs).toBeGreaterThanOrEqual(2500);
  });

  it('is marked if it was stalled midway, long before the deadline', async () => {
    const { outcome, measuredLateMs } = await blockedAttempt(2000, 60_000, 1000);
    expect(outcome).toMatchObject({ kind: 'response' });
    expect(measuredLateMs).toBeGreaterThanOrEqual(700);
  });
});
