import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { writeSteps } from '../../../simulator/wire/wire-writer.ts';

it('lets a receiver in the same process read everything before a wait, however busy the process is', async () => {
  const pieces: string[] = [];
  const server = createServer((socket) => socket.on('data', (piece) => pieces.push(piece.toString())));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  await once(socket, 'connect');
  const send = (text: string) => ({ kind: 'send', bytes: Buffer.from(text) }) as const;
  const steps = [send('a'), { kind: 'wait', waitMs: 10, untilRead: true } as const, send('b')];
  writeSteps(socket, steps, { onSent: () => {}, onCut: () => {} });
  // Before the receiver had its turn.
  setImmediate(() => {
    const busyUntil = performance.now() + 50;
    while (performance.now() < busyUntil);
  });
  await expect.poll(() => pieces.join('')).toBe('ab');
  expect(pieces).toEqual(['a', 'b']);
});
