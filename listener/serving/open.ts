import type { IncomingMessage } from 'node:http';
import { type Bound, bind } from './bind.ts';
import { closeServers } from './close-servers.ts';
import { createListener, type Limits, type ListenerHandlers } from './server.ts';

/** A server that receives requests. */
export interface OpenListener {
  readonly bound: Bound;
  /** Why the request on this connection was aborted. */
  readonly reasonOf: (incoming: IncomingMessage) => string;
  /** Closes all connections. */
  readonly close: () => void;
}

/**
 * Starts to receive requests, without a host on both loopback addresses.
 *
 * @throws HookswitchError `bad-flag` if it can't listen there.
 */
export async function openListener(
  handlers: ListenerHandlers,
  limits: Limits,
  host: string | undefined,
  port: number,
  portOption?: string,
): Promise<OpenListener> {
  const [first, second] = [createListener(handlers, limits), createListener(handlers, limits)];
  const servers = [first.server, second.server] as const;
  const bound = await bind(servers, host, port, portOption);
  for (const server of servers) {
    // The server survives a connection that the system can't accept.
    server.on('error', ({ message }) => handlers.onNoRequest(`a connection was lost: ${message}`));
  }
  return {
    bound,
    reasonOf: ({ socket }) => first.reasonOf(socket) ?? second.reasonOf(socket) ?? 'the sender disconnected',
    close: () => void closeServers(servers),
  };
}
