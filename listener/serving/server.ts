import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { type RequestRefusal, refusalOf } from './refusal.ts';
import { keepRoom } from './room.ts';

/** Limits for senders, which may be hostile. */
export interface Limits {
  readonly maxBodyBytes: number;
  /** For all bodies in memory together. */
  readonly maxHeldBytes: number;
  readonly maxConnections: number;
  /** For the head of a request. */
  readonly headTimeoutMs: number;
  /** For the whole request. */
  readonly requestTimeoutMs: number;
}

export const defaultLimits: Limits = {
  maxBodyBytes: 10 * 1024 * 1024,
  maxHeldBytes: 256 * 1024 * 1024,
  maxConnections: 1000,
  headTimeoutMs: 10_000,
  requestTimeoutMs: 60_000,
};

const maxHeadBytes = 64 * 1024;

export interface ListenerHandlers {
  readonly onRequest: (incoming: IncomingMessage, response: ServerResponse) => void;
  /** The input is not an HTTP request. */
  readonly onNoRequest: (sentence: string) => void;
}

/** A server that reports each request, and why one was not read to its end. */
export interface ListeningServer {
  readonly server: Server;
  /** Why the request on this connection was aborted. Undefined: the sender disconnected. */
  readonly reasonOf: (socket: Socket) => string | undefined;
}

/** Creates the server, which doesn't listen yet. */
export function createListener(handlers: ListenerHandlers, limits: Limits): ListeningServer {
  const inProgress = new WeakMap<Socket, ServerResponse>();
  const reasons = new WeakMap<Socket, string>();
  const server = createServer(
    {
      maxHeaderSize: maxHeadBytes,
      headersTimeout: limits.headTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1000, limits.headTimeoutMs),
    },
    (incoming, response) => {
      const { socket } = incoming;
      inProgress.set(socket, response);
      response.once('close', () => inProgress.delete(socket));
      handlers.onRequest(incoming, response);
    },
  );
  keepRoom(server, limits.maxConnections, (socket) =>
    reasons.set(socket, 'it was slow, and another connection needed its slot'),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!(socket instanceof Socket)) return;
    const response = inProgress.get(socket);
    const refusal = refusalOf(error, socket.bytesRead);
    if (refusal && !response) handlers.onNoRequest(refusal.message);
    if (refusal) reasons.set(socket, refusal.message);
    refuse(socket, response?.headersSent ? undefined : refusal);
  });
  let isFull = false;
  server.on('drop', () => {
    if (!isFull)
      handlers.onNoRequest(`${limits.maxConnections} connections are open, so new ones are refused`);
    isFull = true;
  });
  return { server, reasonOf: (socket) => reasons.get(socket) };
}

function refuse(socket: Socket, refusal: RequestRefusal | undefined): void {
  if (!refusal || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(`HTTP/1.1 ${refusal.status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}
