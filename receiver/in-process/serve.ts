import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { Server } from 'node:net';
import { HookswitchError } from '../../simulator/index.ts';
import { quote } from '../../text/words/quote.ts';
import { type FetchHandler, fetchListener } from './fetch-listener.ts';
import { listenInProcess, originOf } from './listen.ts';

/**
 * A receiver in the same process: a request listener (an Express app, Koa's `app.callback()`, a plain function), a server, listening or not
 * (for Fastify, `app.server` after `await app.ready()`), or a fetch handler (a Hono app).
 */
export type Receiver = RequestListener | HttpServer | FetchHandler;

/** A receiver that listens at a URL. */
export interface ServedReceiver {
  readonly url: string;
  /** Stops what was started for it and closes its connections. A server that listened before keeps running. */
  close(): Promise<void>;
}

/**
 * Serves a receiver on a free loopback port. Errors thrown by a listener or a fetch handler are passed to `onThrow`.
 *
 * @throws HookswitchError `bad-receiver`.
 */
export async function serveReceiver(
  receiver: Receiver,
  path: string,
  onThrow: (error: unknown) => void,
): Promise<ServedReceiver> {
  if (!path.startsWith('/')) {
    throw new HookswitchError('bad-receiver', `receiverPath is ${quote(path)}, but must start with /`);
  }
  const server = serverOf(receiver, onThrow);
  const close = await listenInProcess(server);
  return { url: `${originOf(server)}${path}`, close };
}

/** Other kinds may have a method `fetch` too, so they are tested first. */
export function isFetchHandler(receiver: Receiver | undefined): receiver is FetchHandler {
  if (typeof receiver === 'function' || receiver instanceof Server) return false;
  return typeof receiver?.fetch === 'function';
}

function serverOf(receiver: Receiver, onThrow: (error: unknown) => void): Server {
  if (receiver instanceof Server) return receiver;
  if (typeof receiver === 'function') return createServer(guarded(receiver, onThrow));
  if (isFetchHandler(receiver)) return createServer(fetchListener(receiver, onThrow));
  throw new HookswitchError(
    'bad-receiver',
    "the receiver is not a listener (req, res), an http.Server or an object with a fetch method; pass an Express app itself, Koa's app.callback(), or Fastify's app.server after await app.ready()",
  );
}

/** In production, an error thrown by a listener would end the process. The sender sees a closed connection. */
function guarded(listener: RequestListener, onThrow: (error: unknown) => void): RequestListener {
  return async (request, response) => {
    try {
      await listener(request, response);
    } catch (error) {
      onThrow(error);
      if (!response.writableEnded) response.destroy();
    }
  };
}
