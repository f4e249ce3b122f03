import type { IncomingMessage } from 'node:http';
import type { OptionName } from '../../text/option-words.ts';
import { type Bound, bind } from './bind.ts';
import { createListener, type Limits, type ListenerHandlers } from './server.ts';

/** A server that takes requests. */
export interface OpenListener {
  readonly bound: Bound;
  /** Why the request on this connection broke off. */
  readonly reasonOf: (incoming: IncomingMessage) => string;
  /** Closes all connections. */
  readonly close: () => void;
}

/**
 * Takes requests, without a host at both loopback addresses.
 *
 * @throws HookswitchError `bad-flag` when it cannot listen there.
 */
export async function openListener(
  handlers: ListenerHandlers,
  limits: Limits,
  host: string | undefined,
  port: number,
  portOption?: OptionName,
): Promise<OpenListener> {
  const [first, second] = [createListener(handlers, limits), createListener(handlers, limits)];
  const bound = await bind([first.server, second.server], host, port, portOption);
  for (const { server } of [first, second]) {
    // A connection that the system cannot hand over is no reason to end.
    server.on('error', ({ message }) => handlers.onNoRequest(`a connection was lost: ${message}`));
  }
  return {
    bound,
    reasonOf: ({ socket }) => first.reasonOf(socket) ?? second.reasonOf(socket) ?? 'the sender disconnected',
    close: () => {
      for (const { server } of [first, second]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}
