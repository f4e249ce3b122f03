import { describe, expect, it } from 'vitest';
import { freshConnections } from '../../../../simulator/wire/connection.ts';
import { startDeadline } from '../../../../simulator/wire/deadline.ts';
import { Exchange } from '../../../../simulator/wire/exchange.ts';
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
  it.each([
    ['a complete response', (exchange: Exchange) => exchange.onData(Buffer.from(ok))],
    ['the end of the connection', (exchange: Exchange) => exchange.onEnd()],
  ])('is ignored: %s', async (_title, read) => {
    const { origin } = await startRawServer(() => {});
    const timeoutMs = 1000;
    const outcomes: Outcome[] = [];
    // Data counts if this thread is blocked at the deadline. The watch of the event loop has a shorter timer, so it knows then that it isn't.
    await new Promise((resolve) => setTimeout(resolve, 50));
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
    expect(outcomes).toEqual([{ kind: 'timeout', phase: 'connect' }]);
  });
});

describe('a deadline whose timer fires too soon', () => {
  it('is waited for again', async () => {
    const startedAt = performance.now() + 25;
    await new Promise<void>((resolve) => startDeadline(startedAt, 30, resolve));
    expect(performance.now()).toBeGreaterThanOrEqual(startedAt + 30);
  });
});
