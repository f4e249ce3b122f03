import { getEventListeners } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freshConnections } from '../../../simulator/wire/connection.ts';
import { startDeadline } from '../../../simulator/wire/deadline.ts';
import { Exchange } from '../../../simulator/wire/exchange.ts';
import { isAcknowledged, type Outcome } from '../../../simulator/wire/outcome.ts';
import type { WireStep } from '../../../simulator/wire/wire.ts';
import { wordingOf } from '../../../text/system-error.ts';
import { listenLocally } from '../../support/listen-locally.ts';
import { onFreeCores } from '../../support/on-free-cores.ts';
import { exchange, plainRequest, responseOf, sends } from './exchange.ts';
import { answering, startRawServer } from './raw-server.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

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

describe('data read after the deadline, before Node checks its timers', () => {
  it.each([
    ['a complete response', (exchange: Exchange) => exchange.onData(Buffer.from(ok))],
    ['the end of the connection', (exchange: Exchange) => exchange.onEnd()],
  ])('is ignored: %s', async (_title, read) => {
    const { origin } = await startRawServer(() => {});
    const timeoutMs = 1000;
    const outcomesOf = async () => {
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
      return outcomes;
    };
    const outcomes = await onFreeCores(outcomesOf, ([outcome]) =>
      outcome?.kind === 'timeout' ? '' : `it is ${outcome?.kind}`,
    );
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

describe('a connection that fails', () => {
  it.each(['127.0.0.1', 'localhost'])('is an outcome with a message: refused at %s', async (host) => {
    const port = await closedPort();
    const { outcome } = await exchange(`http://${host}:${port}/`);
    expect(outcome).toMatchObject({ kind: 'connection-failed', phase: 'connect', code: 'ECONNREFUSED' });
    expect(outcome).toHaveProperty('message', expect.stringContaining(`:${port}`));
  });

  it('has the message for every address that was tried', () => {
    const refusals = ['connect ECONNREFUSED ::1:9', 'connect ECONNREFUSED 127.0.0.1:9'].map(
      (text) => new Error(text),
    );
    expect(wordingOf(new AggregateError(refusals))).toBe(
      'connect ECONNREFUSED ::1:9, connect ECONNREFUSED 127.0.0.1:9',
    );
    expect(wordingOf(Object.assign(new Error(''), { code: 'EPIPE' }))).toBe('EPIPE');
    expect(wordingOf(new Error('read ECONNRESET'))).toBe('read ECONNRESET');
  });

  it("has only the reason of OpenSSL's message", () => {
    const message =
      'write EPROTO 40123118:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl/record.c:350:\n';
    expect(wordingOf(new Error(message))).toBe('TLS: wrong version number');
  });

  it('is an outcome if it is closed without a response', async () => {
    const server = await startRawServer((socket) => socket.once('data', () => socket.end()));
    const { outcome } = await exchange(server.origin);
    expect(outcome).toMatchObject({ kind: 'connection-failed', phase: 'head', code: 'CLOSED' });
  });

  it('is an outcome if it is reset', async () => {
    const server = await startRawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const { outcome } = await exchange(server.origin);
    expect(outcome).toMatchObject({ kind: 'connection-failed', phase: 'head', code: 'ECONNRESET' });
  });

  it('is an outcome if it is reset in the middle of the response', async () => {
    const server = await startRawServer((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf', () =>
          setTimeout(() => socket.resetAndDestroy(), 30),
        );
      }),
    );
    const { outcome } = await exchange(server.origin);
    expect(outcome).toMatchObject({ kind: 'connection-failed', phase: 'body', code: 'ECONNRESET' });
  });

  it('is an outcome if it does not speak TLS', async () => {
    const server = await startRawServer(answering(ok, 'end'));
    const { outcome } = await exchange(`https://127.0.0.1:${server.port}/`);
    expect(outcome).toMatchObject({ kind: 'connection-failed', phase: 'connect' });
  });

  it('is a usage error if the host is not allowed, and nothing is sent', async () => {
    await expect(exchange('http://192.0.2.1/')).rejects.toMatchObject({ code: 'host-not-allowed' });
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
    expect(outcome.kind).toBe('cut');
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
    expect(outcome.kind).toBe('cut');
    expect(await failure).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('an interrupt', () => {
  it('ends an attempt in progress at once, and its connection', async () => {
    const interrupt = new AbortController();
    const server = await startRawServer((socket) => socket.once('data', () => interrupt.abort()));
    const { outcome } = await exchange(server.origin, { signal: interrupt.signal });
    expect(outcome).toEqual({ kind: 'cut', at: 'the interruption of the run' });
    const [socket] = server.sockets;
    await expect.poll(() => socket?.destroyed).toBe(true);
  });

  it('that comes earlier prevents sending', async () => {
    const server = await startRawServer(() => {});
    const { outcome } = await exchange(server.origin, { signal: AbortSignal.abort() });
    expect(outcome.kind).toBe('cut');
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

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const origin = await listenLocally(server);
  await new Promise((resolve) => server.close(resolve));
  return Number(new URL(origin).port);
}
