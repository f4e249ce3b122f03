import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { freshConnections } from '../../../simulator/wire/connection.ts';
import { isAcknowledged } from '../../../simulator/wire/outcome.ts';
import type { WireStep } from '../../../simulator/wire/wire.ts';
import { exchange, plainRequest, responseOf, sends } from './exchange.ts';
import { answering, ok, startRawServer } from './raw-server.ts';

describe('a sent request', () => {
  it('consists of the bytes of the steps, in order, on one connection', async () => {
    const server = await startRawServer((socket) => {
      socket.on('data', (bytes) => {
        if (bytes.includes('!')) socket.write(ok);
      });
    });
    const steps = sends('PO', 'ST / HTTP/1.1\r\n\xff', '!');
    const { outcome } = await exchange(`${server.origin}/a`, { steps });
    expect(isAcknowledged(outcome)).toBe(true);
    expect(server.received.map(String)).toEqual([
      Buffer.from('POST / HTTP/1.1\r\n\xff!', 'latin1').toString(),
    ]);
  });

  it('waits between its steps at least as long as they say', async () => {
    const server = await startRawServer((socket) => {
      socket.on('data', (bytes) => {
        if (bytes.includes('end')) socket.write(ok);
      });
    });
    const steps: WireStep[] = [...sends('begin '), { kind: 'wait', waitMs: 60 }, ...sends('end')];
    const { elapsedMs } = await exchange(server.origin, { steps });
    expect(elapsedMs).toBeGreaterThanOrEqual(59);
    expect(server.received.map(String)).toEqual(['begin end']);
  });

  it('stops if the response arrives before everything was sent', async () => {
    const server = await startRawServer(answering('HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'));
    const steps: WireStep[] = [...sends('begin'), { kind: 'wait', waitMs: 9000 }, ...sends('never')];
    const { outcome } = await exchange(server.origin, { steps });
    expect(responseOf(outcome).status).toBe(401);
    expect(server.received.map(String)).toEqual(['begin']);
  });

  it('goes to only one place: a redirect is a response and is not followed', async () => {
    const server = await startRawServer((socket) => {
      const head = `HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:${socket.localPort}/b\r\nContent-Length: 0\r\n\r\n`;
      answering(head)(socket);
    });
    const { outcome } = await exchange(`${server.origin}/a`);
    expect(responseOf(outcome).status).toBe(307);
    expect(isAcknowledged(outcome)).toBe(false);
    expect(server.sockets).toHaveLength(1);
  });
});

describe('the time until all bytes are sent', () => {
  const bytes = 12 * 1024 * 1024;
  const large = sends('x'.repeat(bytes));

  it('ends when the receiver has read most of them', async () => {
    const server = await startRawServer((socket) => {
      socket.pause();
      setTimeout(() => socket.resume(), 100);
      let left = bytes;
      socket.on('data', ({ length }) => {
        left -= length;
        if (left === 0) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      });
    });
    const { sentAfterMs, elapsedMs } = await exchange(server.origin, { steps: large, timeoutMs: 60_000 });
    expect(sentAfterMs).toBeGreaterThanOrEqual(99);
    expect(sentAfterMs).toBeLessThan(elapsedMs);
  });

  it('is unknown if they were not', async () => {
    const server = await startRawServer((socket) => socket.pause());
    expect(await exchange(server.origin, { steps: large, timeoutMs: 200 })).not.toHaveProperty('sentAfterMs');
  });
});

describe('an attempt that has ended', () => {
  it.each([
    ['with a response', ok],
    ['with a response to half of the request', 'HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'],
    ['with nonsense', 'hello\r\n'],
  ])('%s leaves no timer and no listener behind', async (_title, answer) => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const server = await startRawServer(answering(answer));
    const { signal } = new AbortController();
    const before = timers();
    const steps: WireStep[] = [...sends(plainRequest), { kind: 'wait', waitMs: 60_000 }];
    await exchange(server.origin, { steps, timeoutMs: 60_000, signal });
    expect(timers()).toBeLessThanOrEqual(before);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('a cut', () => {
  it('closes the connection after the request, before the response', async () => {
    let ended = () => {};
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const server = await startRawServer((socket) => socket.on('end', ended));
    const steps: WireStep[] = [...sends(plainRequest), { kind: 'cut', how: 'close' }];
    const { outcome } = await exchange(server.origin, { steps });
    expect(outcome.kind).toBe('aborted');
    await end;
    expect(server.received.map(String)).toEqual([plainRequest]);
  });

  it('resets the connection', async () => {
    let failed = (_error: NodeJS.ErrnoException) => {};
    const failure = new Promise<NodeJS.ErrnoException>((resolve) => {
      failed = resolve;
    });
    const server = await startRawServer((socket) => socket.on('error', failed));
    const steps: WireStep[] = [...sends('half'), { kind: 'wait', waitMs: 20 }, { kind: 'cut', how: 'reset' }];
    const { outcome } = await exchange(server.origin, { steps });
    expect(outcome.kind).toBe('aborted');
    expect(await failure).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('an interrupt', () => {
  it('ends an attempt in progress at once, and its connection', async () => {
    const interrupt = new AbortController();
    const server = await startRawServer((socket) => socket.once('data', () => interrupt.abort()));
    const { outcome } = await exchange(server.origin, { signal: interrupt.signal });
    expect(outcome).toEqual({ kind: 'aborted', at: 'the interruption of the run' });
    const [socket] = server.sockets;
    await expect.poll(() => socket?.destroyed).toBe(true);
  });

  it('that comes earlier prevents sending', async () => {
    const server = await startRawServer(() => {});
    const { outcome } = await exchange(server.origin, { signal: AbortSignal.abort() });
    expect(outcome.kind).toBe('aborted');
    expect(server.received.map(String).join('')).toBe('');
  });

  it('may be shared by many attempts without a warning', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const { signal } = new AbortController();
    const server = await startRawServer(answering(ok));
    const connector = freshConnections({ allowHosts: [] });
    await Promise.all(Array.from({ length: 30 }, () => exchange(server.origin, { signal, connector })));
    await new Promise(setImmediate);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});
