import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { writeSteps } from '../../../simulator/wire/wire-writer.ts';

it('lets a receiver in the same process read everything before a wait, however busy the process is', async () => {
  const { connected, pieces } = await startReader();
  const socket = connected();
  await once(socket, 'connect');
  writeInTwo(socket);
  // Before the receiver had its turn.
  setImmediate(() => busyFor(50));
  await expect.poll(() => pieces.join('')).toBe('ab');
  expect(pieces).toEqual(['a', 'b']);
});

it('waits for its turn behind 40 connections that are still to be accepted', async () => {
  const { connected, pieces } = await startReader();
  for (let others = 0; others < 40; others += 1) connected();
  const socket = connected();
  socket.once('connect', () => writeInTwo(socket));
  // A turn accepts one connection.
  const beBusy = () => {
    busyFor(2);
    if (pieces.length < 2) setImmediate(beBusy);
  };
  beBusy();
  await expect.poll(() => pieces.join('')).toBe('ab');
  expect(pieces).toEqual(['a', 'b']);
});

/** A receiver of pieces. */
async function startReader() {
  const pieces: string[] = [];
  const server = createServer((socket) => socket.on('data', (piece) => pieces.push(piece.toString())));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const connected = () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    return socket;
  };
  return { connected, pieces };
}

function writeInTwo(socket: Socket): void {
  const send = (text: string) => ({ kind: 'send', bytes: Buffer.from(text) }) as const;
  const steps = [send('a'), { kind: 'wait', waitMs: 10, untilRead: true } as const, send('b')];
  writeSteps(socket, steps, { onSent: () => {}, onCut: () => {} });
}

function busyFor(ms: number): void {
  const endsAt = performance.now() + ms;
  while (performance.now() < endsAt);
}
