import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keptConnections } from '../../../simulator/wire/connection.ts';
import { exchange, responseOf, sends } from './exchange.ts';
import { answering, answeringAlways, ok, startRawServer } from './raw-server.ts';

function kept(maxIdle?: number) {
  const connector = keptConnections({ allowHosts: [] }, maxIdle);
  onTestFinished(() => connector.close());
  return connector;
}

/** How many connections three consecutive exchanges take when the server does this. */
async function connectionsOf(onConnection: (socket: Socket) => void, timeoutMs = 10_000) {
  const server = await startRawServer(onConnection);
  const connector = kept();
  for (let n = 0; n < 3; n++) {
    await exchange(server.origin, { connector, timeoutMs });
    // Event loop turns give both sides time to act, however late this process is.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 3));
  }
  return server.sockets.length;
}

describe('a connection', () => {
  it.each([
    ['http://127.0.0.77/', '127.0.0.77:80'],
    ['https://127.0.0.77/', '127.0.0.77:443'],
  ])('to %s goes to the port of its scheme', async (url, place) => {
    const { outcome } = await exchange(url);
    expect(outcome).toMatchObject({ kind: 'connection-failed', phase: 'connect', code: 'ECONNREFUSED' });
    expect(outcome).toHaveProperty('message', expect.stringContaining(place));
  });

  it('to another machine must be allowed', async () => {
    await expect(exchange('http://203.0.113.9/')).rejects.toMatchObject({
      code: 'host-not-allowed',
      message: '203.0.113.9 is not an allowed host; allow it with --allow-host 203.0.113.9',
    });
  });
});

describe('a kept connection', () => {
  it.each([
    ['a length', ok],
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
    ['no body', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['a refusal', 'HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'],
    ['an interim response before it', `HTTP/1.1 100 Continue\r\n\r\n${ok}`],
    ['HTTP/1.0 and keep-alive', 'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n'],
  ])('is reused after a response with %s', async (_title, answer) => {
    expect(await connectionsOf(answeringAlways(answer))).toBe(1);
  });

  it('is not reused if unexpected bytes follow the response', async () => {
    const surplus = `${ok}HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n`;
    expect(await connectionsOf(answeringAlways(surplus))).toBe(3);
  });

  it('reads the same response in the same pieces again, and another one of the same length', async () => {
    let n = 0;
    const server = await startRawServer((socket) =>
      socket.on('data', () => {
        n += 1;
        const body = n < 3 ? 'ok' : 'no';
        if (n > 3) return socket.write(ok.replace('ok', body));
        socket.write(ok.slice(0, 20));
        return setTimeout(() => socket.write(ok.slice(20).replace('ok', body)), 20);
      }),
    );
    const connector = kept();
    const bodies: string[] = [];
    for (let times = 0; times < 5; times += 1)
      bodies.push(responseOf((await exchange(server.origin, { connector })).outcome).body.toString());
    expect(bodies).toEqual(['ok', 'ok', 'no', 'no', 'no']);
    expect(server.sockets).toHaveLength(1);
  });

  it.each([
    ['Connection: close', 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok'],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
    ['another protocol', 'HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
    ['too much body', `HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(100_000)}`],
    ['a body that is not HTTP', 'hello\r\n'],
  ])('is not reused after a response with %s', async (_title, answer) => {
    expect(await connectionsOf(answeringAlways(answer))).toBe(3);
  });

  it('is not reused after a timeout, because the response may still arrive', async () => {
    expect(await connectionsOf(() => {}, 30)).toBe(3);
  });

  it('is not reused if the server has closed it', async () => {
    expect(await connectionsOf(answering(ok, 'end'))).toBe(3);
  });

  it('is not reused if unexpected data arrives', async () => {
    const late = (socket: Socket) =>
      socket.on('data', () => socket.write(ok, () => setTimeout(() => socket.write('more'), 2)));
    expect(await connectionsOf(late)).toBe(3);
  });

  it('is not reused if the response arrived before everything was sent', async () => {
    const server = await startRawServer(answeringAlways(ok));
    const connector = kept();
    const steps = [...sends('begin'), { kind: 'wait', waitMs: 5000 } as const, ...sends('end')];
    await exchange(server.origin, { connector, steps });
    expect(responseOf((await exchange(server.origin, { connector })).outcome).status).toBe(200);
    expect(server.sockets).toHaveLength(2);
  });

  it('is not reused after more than a second, because the server may be closing it', async () => {
    const server = await startRawServer(answeringAlways(ok));
    const connector = kept();
    await exchange(server.origin, { connector });
    await new Promise((resolve) => setTimeout(resolve, 1050));
    await exchange(server.origin, { connector });
    expect(server.sockets).toHaveLength(2);
  });

  it('is not reused for another origin', async () => {
    const servers = [await startRawServer(answeringAlways(ok)), await startRawServer(answeringAlways(ok))];
    const connector = kept();
    for (const { origin } of [...servers, ...servers]) await exchange(origin, { connector });
    expect(servers.map(({ sockets }) => sockets.length)).toEqual([1, 1]);
  });

  it('serves one exchange at a time: concurrent ones open others', async () => {
    const server = await startRawServer(answeringAlways(ok));
    const connector = kept();
    await Promise.all(Array.from({ length: 5 }, () => exchange(server.origin, { connector })));
    await exchange(server.origin, { connector });
    expect(server.sockets).toHaveLength(5);
  });

  it('is closed if more would be kept than allowed', async () => {
    const server = await startRawServer(answeringAlways(ok));
    const connector = kept(2);
    await Promise.all(Array.from({ length: 5 }, () => exchange(server.origin, { connector })));
    const open = () => server.sockets.filter((socket) => !socket.destroyed).length;
    await expect.poll(open).toBe(2);
    connector.close();
    await expect.poll(open).toBe(0);
  });
});
