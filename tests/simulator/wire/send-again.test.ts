import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freshConnections, keptConnections } from '../../../simulator/index.ts';
import { exchange } from './exchange.ts';
import { startRawServer } from './raw-server.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const allowed = { allowHosts: [] };

/** Responds to the first request of each connection, and does this at the next one. */
async function startEnding(onNext: (socket: Socket) => void, responds = 99) {
  let left = responds;
  return startRawServer((socket) => {
    socket.once('data', () => {
      left -= 1;
      if (left < 0) return socket.destroy();
      return socket.write(ok, () => socket.once('data', () => onNext(socket)));
    });
  });
}

describe('a request over a kept connection', () => {
  it.each([
    ['ends', (socket: Socket) => void socket.end()],
    ['is reset', (socket: Socket) => void socket.resetAndDestroy()],
  ])('is resent over a new one if the old one %s before the response', async (_how, onNext) => {
    const server = await startEnding(onNext);
    const connector = keptConnections(allowed);
    expect(await exchange(server.origin, { connector })).not.toHaveProperty('isSentAgain');
    const again = await exchange(server.origin, { connector });
    expect(again).toMatchObject({ outcome: { kind: 'response', status: 200 }, isSentAgain: true });
    expect(server.received.map(String)).toEqual([`${server.received[1]}`.repeat(2), `${server.received[1]}`]);
  });

  it('is sent at most twice', async () => {
    const server = await startEnding((socket) => socket.destroy(), 1);
    const connector = keptConnections(allowed);
    await exchange(server.origin, { connector });
    const { outcome } = await exchange(server.origin, { connector });
    expect(outcome).toMatchObject({ kind: 'connection-failed', phase: 'head' });
    expect(server.sockets).toHaveLength(2);
  });

  it('is sent once if part of the response has arrived', async () => {
    const server = await startEnding((socket) => void socket.end('HTTP/1.1 2'));
    const connector = keptConnections(allowed);
    await exchange(server.origin, { connector });
    const { outcome } = await exchange(server.origin, { connector });
    expect(outcome.kind).toBe('connection-failed');
    expect(server.sockets).toHaveLength(1);
  });

  it('has one deadline for both attempts', async () => {
    const server = await startRawServer((socket) => {
      if (server.sockets.length > 1) return;
      socket.once('data', () => socket.write(ok, () => socket.once('data', () => socket.end())));
    });
    const connector = keptConnections(allowed);
    await exchange(server.origin, { connector });
    const { outcome } = await exchange(server.origin, { connector, timeoutMs: 100 });
    expect(outcome).toEqual({ kind: 'timeout', phase: 'head' });
    expect(server.sockets).toHaveLength(2);
  });
});

it.each([
  ['the first of a kept connection', keptConnections(allowed)],
  ['over a new connection', freshConnections(allowed)],
])('a request is sent once if it is %s', async (_when, connector) => {
  const server = await startEnding(() => {}, 0);
  const { outcome } = await exchange(server.origin, { connector });
  expect(outcome.kind).toBe('connection-failed');
  expect(server.sockets).toHaveLength(1);
});
