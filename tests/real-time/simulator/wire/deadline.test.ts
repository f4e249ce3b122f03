import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { freshConnections } from '../../../../simulator/wire/connection.ts';
import { startDeadline } from '../../../../simulator/wire/deadline.ts';
import { Exchange } from '../../../../simulator/wire/exchange.ts';
import { loopWatch } from '../../../../simulator/wire/loop-watch.ts';
import { isAcknowledged, type Outcome } from '../../../../simulator/wire/outcome.ts';
import { exchange, plainRequest, sends } from '../../../simulator/wire/exchange.ts';
import { answering, ok, startRawServer } from '../../../simulator/wire/raw-server.ts';

describe('the deadline', () => {
  it.each([20, 33, 50, 75, 101, 150])('of %i ms is never early', async (timeoutMs) => {
    const server = await startRawServer(() => {});
    const results = await Promise.all(
      Array.from({ length: 20 }, () => exchange(server.origin, { timeoutMs })),
    );
    for (const { outcome, elapsedMs } of results) {
      expect(outcome).toEqual({ kind: 'timeout', phase: 'head' });
      expect(elapsedMs).toBeGreaterThanOrEqual(timeoutMs);
    }
  });

  it('includes the body: a response that continues past it is a timeout, with the status received', async () => {
    const server = await startRawServer((socket) => {
      answering('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')(socket);
      const drip = setInterval(() => socket.write('.'), 10);
      socket.on('close', () => clearInterval(drip));
    });
    const { outcome, elapsedMs } = await exchange(server.origin, { timeoutMs: 150 });
    expect(outcome).toEqual({ kind: 'timeout', phase: 'body', status: 200 });
    expect(isAcknowledged(outcome)).toBe(false);
    expect(elapsedMs).toBeGreaterThanOrEqual(150);
  });

  it('includes the head, however slowly it arrives', async () => {
    const server = await startRawServer((socket) => {
      answering('HTTP/1.1 200 OK\r\n')(socket);
      const drip = setInterval(() => socket.write('A: b\r\n'), 10);
      socket.on('close', () => clearInterval(drip));
    });
    const { outcome } = await exchange(server.origin, { timeoutMs: 150 });
    expect(outcome).toEqual({ kind: 'timeout', phase: 'head' });
  });

  it('includes the sending: a server that does not read is a timeout', async () => {
    const server = await startRawServer((socket) => socket.pause());
    const steps = sends('x'.repeat(32 * 1024 * 1024));
    const { outcome } = await exchange(server.origin, { steps, timeoutMs: 200 });
    expect(outcome).toEqual({ kind: 'timeout', phase: 'send' });
  });

  it('includes the handshake: a server that never responds to TLS is a timeout', async () => {
    const server = await startRawServer(() => {});
    const { outcome } = await exchange(`https://127.0.0.1:${server.port}/`, { timeoutMs: 100 });
    expect(outcome).toEqual({ kind: 'timeout', phase: 'connect' });
  });
});

describe('data read after the deadline, before Node checks its timers', () => {
  const complete = (exchange: Exchange) => exchange.onData(Buffer.from(ok));
  const ended = (exchange: Exchange) => exchange.onEnd();

  it.each([
    ['is ignored: a complete response', complete, false, 'timeout'],
    ['is ignored: the end of the connection', ended, false, 'timeout'],
    ['counts while this thread was blocked: a complete response', complete, true, 'response'],
    ['counts while this thread was blocked: the end of the connection', ended, true, 'connection-failed'],
  ] as const)('%s', async (_title, read, wasHeldUp, kind) => {
    const { origin } = await startRawServer(() => {});
    const heldUp = vi.spyOn(loopWatch, 'wasHeldUp').mockReturnValue(wasHeldUp);
    onTestFinished(() => heldUp.mockRestore());
    const timeoutMs = 1000;
    const outcomes: Outcome[] = [];
    const exchange = new Exchange({
      url: new URL(origin),
      steps: sends(plainRequest),
      connector: freshConnections({ allowHosts: [] }),
      startMs: performance.now() - timeoutMs,
      timeoutMs,
      maxBodyBytes: 10,
      onOutcome: (outcome) => outcomes.push(outcome),
    });
    exchange.start();
    read(exchange);
    expect(outcomes).toMatchObject([{ kind }]);
  });
});

describe('a deadline whose timer fires too soon', () => {
  it('is waited for again', async () => {
    const startedAt = performance.now() + 25;
    await new Promise<void>((resolve) => startDeadline(startedAt, 30, resolve));
    expect(performance.now()).toBeGreaterThanOrEqual(startedAt + 30);
  });
});
