import type { AddressInfo, Server, Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { HookswitchError } from '../../simulator/index.ts';

/** Servers that listen for a check only: they end with it. */
const inUse = new WeakSet<Server>();

/**
 * Makes a server listen on loopback at a free port, unless it listens already. Gives what ends that again, with all connections.
 *
 * @throws HookswitchError `bad-receiver` for a server that another check has made listen.
 */
export async function listen(server: Server): Promise<() => Promise<void>> {
  if (inUse.has(server)) {
    throw new HookswitchError(
      'bad-receiver',
      'this server is being checked already; await that check first, or let the server listen before both',
    );
  }
  if (server.listening) return async () => {};
  inUse.add(server);
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', track);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
    server.off('connection', track);
    // Whoever made the server may let it listen again.
    server.ref();
    inUse.delete(server);
  };
}

/** @throws HookswitchError `bad-receiver` for a server that listens on a pipe. */
export function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new HookswitchError(
      'bad-receiver',
      'the server listens on no TCP port; let it listen on one, or not at all',
    );
  }
  return `${server instanceof TlsServer ? 'https' : 'http'}://${hostOf(address)}:${address.port}`;
}

/** A server on all addresses is reached on loopback. */
function hostOf({ address }: AddressInfo): string {
  if (address === '::' || address === '0.0.0.0') return '127.0.0.1';
  return address.includes(':') ? `[${address}]` : address;
}
