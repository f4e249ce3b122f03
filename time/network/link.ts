import { type Server, Socket } from 'node:net';
import type { Deliveries } from './deliveries.ts';
import { End } from './end.ts';
import type { Address } from './memory-socket.ts';

/** The parts of `net.Server` that accept a connection. */
interface AcceptingServer {
  readonly allowHalfOpen?: boolean;
  readonly pauseOnConnect?: boolean;
  _connections: number;
  _emitCloseIfDrained(): void;
}

/** Connects a socket to a server in this process. Their bytes stay in memory. */
export function link(
  client: Socket,
  server: Server,
  { own, remote }: { readonly own: Address; readonly remote: Address },
  deliveries: Deliveries,
): void {
  const { allowHalfOpen = false } = server as unknown as AcceptingServer;
  const accepted = new Socket({ allowHalfOpen });
  const lane = deliveries.lane();
  const one = new End(client, lane, { local: own, remote });
  const other = new End(accepted, deliveries.lane(), { local: remote, remote: own });
  End.connect(one, other);
  Object.assign(client, { connecting: true });
  lane.post(() => {
    if (client.destroyed) return void accepted.destroy();
    one.open();
    other.open();
    accept(server, accepted);
    client.emit('connect');
    client.emit('ready');
    if (!client.isPaused()) client.read(0);
  });
}

/** Refuses a connection, as the system does if no server listens. */
export function refuse(client: Socket, { address, port }: Address, deliveries: Deliveries): void {
  Object.assign(client, { connecting: true });
  deliveries.lane().post(() => {
    const where = `${address}:${port}`;
    const facts = { code: 'ECONNREFUSED', errno: -111, syscall: 'connect', address, port };
    client.destroy(Object.assign(new Error(`connect ECONNREFUSED ${where}`), facts));
  });
}

function accept(server: Server, socket: Socket): void {
  const accepting = server as unknown as AcceptingServer;
  if (server.maxConnections !== undefined && accepting._connections >= server.maxConnections) {
    server.emit('drop', {});
    return void socket.resetAndDestroy();
  }
  accepting._connections += 1;
  socket.once('close', () => {
    accepting._connections -= 1;
    accepting._emitCloseIfDrained();
  });
  Object.assign(socket, { server });
  if (accepting.pauseOnConnect) socket.pause();
  server.emit('connection', socket);
  if (!socket.isPaused()) socket.read(0);
}
