import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** What a connection does: nothing yet, or half a head; a request, whole or not; nothing after a request. */
type Doing = 'nothing-yet' | IncomingMessage | 'idle';

/**
 * Bounds the connections of a server, and keeps a place free among them: when the last is taken, the connection goes that has owed the
 * rest of a request for the longest. To refuse newcomers instead would let some hundred half-sent heads keep everybody out. A connection
 * whose whole request is being answered never has to go; when all are such, the server refuses newcomers.
 *
 * @param onGone Told of each connection that has to go, before it does.
 */
export function keepRoom(
  server: Server,
  maxConnections: number,
  onGone: (socket: Socket) => void = () => {},
): void {
  /** Each since it began to do what it does, the longest first. */
  const connections = new Map<Socket, Doing>();
  const begin = (socket: Socket, doing: Doing) => {
    connections.delete(socket);
    if (!socket.destroyed) connections.set(socket, doing);
  };
  server.maxConnections = maxConnections;
  server.on('connection', (socket: Socket) => {
    const isLast = connections.size >= maxConnections - 1;
    const leaving = isLast ? longestOwing(connections) : undefined;
    if (leaving) onGone(leaving);
    leaving?.destroy();
    begin(socket, 'nothing-yet');
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    begin(socket, request);
    response.once('close', () => {
      if (connections.get(socket) === request) begin(socket, 'idle');
    });
  });
}

/** Who was never heard before one that may only be between two requests. */
function longestOwing(connections: Map<Socket, Doing>): Socket | undefined {
  const open = [...connections].filter(([socket]) => !socket.destroyed);
  const [found] =
    open.find(([, doing]) => doing === 'nothing-yet') ??
    open.find(([, doing]) => typeof doing === 'string' || !doing.complete) ??
    [];
  return found;
}
