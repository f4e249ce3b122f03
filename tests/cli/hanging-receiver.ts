import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Accepts connections and requests, and never answers. */
export async function hangingReceiver() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  /** Resolves when a request arrives. */
  const isCalled = new Promise<void>((resolve) => {
    server.on('connection', (socket: Socket) => socket.once('data', () => resolve()));
  });
  return { url: `http://127.0.0.1:${port}/webhook`, port, isCalled };
}
