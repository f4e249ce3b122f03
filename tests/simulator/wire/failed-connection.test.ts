import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listenLocally } from '../../support/listen-locally.ts';
import { exchange } from './exchange.ts';
import { answering, ok, startRawServer } from './raw-server.ts';

describe('a connection that fails', () => {
  it.each(['127.0.0.1', 'localhost'])('is an outcome with a message: refused at %s', async (host) => {
    const port = await closedPort();
    const { outcome } = await exchange(`http://${host}:${port}/`);
    expect(outcome).toMatchObject({ kind: 'connection-failed', phase: 'connect', code: 'ECONNREFUSED' });
    expect(outcome).toHaveProperty('message', expect.stringContaining(`:${port}`));
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
});

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const origin = await listenLocally(server);
  await new Promise((resolve) => server.close(resolve));
  return Number(new URL(origin).port);
}
