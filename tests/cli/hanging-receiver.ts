import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { listenLocally } from '../support/listen-locally.ts';

/** Accepts connections and requests, and never answers. */
export async function hangingReceiver() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  const origin = await listenLocally(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  /** Resolves when a request arrives. */
  const isCalled = new Promise<void>((resolve) => {
    server.on('connection', (socket: Socket) => socket.once('data', () => resolve()));
  });
  return { url: `${origin}/webhook`, port: Number(new URL(origin).port), isCalled };
}
