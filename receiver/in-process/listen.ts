import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { HookswitchError } from '../../simulator/index.ts';
import { errorMessage } from '../../text/errors/error-message.ts';

/** Servers that listen only for a check and stop with it. */
const inUse = new WeakSet<Server>();

/**
 * Makes a server listen on a free loopback port, unless it listens already. Returns a function that stops it and closes all connections.
 *
 * @throws HookswitchError `bad-receiver` for a server that another check made listen.
 */
export async function listenInProcess(server: Server): Promise<() => Promise<void>> {
  if (inUse.has(server)) {
    throw new HookswitchError(
      'bad-receiver',
      'this server is already being checked; await that check first, or start the server before both checks',
    );
  }
  if (server.listening) return async () => {};
  inUse.add(server);
  const connections = trackConnections(server);
  const release = () => {
    connections.forget();
    inUse.delete(server);
  };
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    release();
    throw new HookswitchError('bad-receiver', `the server can't listen: ${errorMessage(error)}`);
  }
  server.unref();
  return async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      connections.destroy();
    });
    // Its owner may make the server listen again.
    server.ref();
    release();
  };
}

/** All connections, including upgraded ones and those in a TLS handshake. */
function trackConnections(server: Server) {
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', track);
  return {
    destroy: () => {
      for (const socket of sockets) socket.destroy();
    },
    forget: () => server.off('connection', track),
  };
}

/** @throws HookswitchError `bad-receiver` for a server that listens on a pipe. */
export function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new HookswitchError(
      'bad-receiver',
      "the server doesn't listen on a TCP port; listen on one, or pass it before it listens",
    );
  }
  return `${server instanceof TlsServer ? 'https' : 'http'}://${hostOf(address)}:${address.port}`;
}

/** A server on all addresses is reachable on loopback. */
function hostOf({ address }: AddressInfo): string {
  if (address === '::' || address === '0.0.0.0') return '127.0.0.1';
  return address.includes(':') ? `[${address}]` : address;
}
