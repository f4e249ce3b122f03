import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** What a connection is doing: idle or receiving a head, in a request, or idle after a request. */
type Doing = 'nothing-yet' | IncomingMessage | 'idle';

/**
 * Limits the connections of a server and keeps one slot free. If the last slot is taken, it closes the connection that has been sending its
 * request for the longest; otherwise, a few hundred half-sent heads would block all other senders. A connection that waits for its response
 * is never closed. If all connections do, the server refuses new ones.
 *
 * @param onGone Called for each connection before it is closed.
 */
export function keepRoom(
  server: Server,
  maxConnections: number,
  onGone: (socket: Socket) => void = () => {},
): void {
  /** When each began its current state, oldest first. */
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

/** Prefers one that never sent anything to one that may be between two requests. */
function longestOwing(connections: Map<Socket, Doing>): Socket | undefined {
  const open = [...connections].filter(([socket]) => !socket.destroyed);
  const [found] =
    open.find(([, doing]) => doing === 'nothing-yet') ??
    open.find(([, doing]) => typeof doing === 'string' || !doing.complete) ??
    [];
  return found;
}
