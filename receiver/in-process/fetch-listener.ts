import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { headerPairs } from '../../text/formats/headers.ts';

/** A fetch handler, as in Hono, Deno, Bun and Workers. */
export interface FetchHandler {
  /**
   * Handles one request.
   *
   * @param request The request; its `signal` is aborted if the sender disconnects before the response.
   */
  fetch(request: Request): Response | Promise<Response>;
}

/**
 * Serves a fetch handler with Node's HTTP server. If a handler throws, the response is a bare 500, as with other hosts of fetch handlers,
 * and the error is passed to `onThrow`.
 */
export function fetchListener(handler: FetchHandler, onThrow: (error: unknown) => void): RequestListener {
  return async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) gone.abort();
    });
    const request = requestOf(incoming, gone.signal);
    if (!request) return void outgoing.writeHead(400).end();
    try {
      await write(await handler.fetch(request), incoming, outgoing);
    } catch (error) {
      // A sender may disconnect at any time. That's not an error.
      if (outgoing.destroyed) return;
      onThrow(error);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    }
  };
}

/** Undefined for requests that the fetch standard doesn't allow, such as the method TRACE. */
function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = 'GET', url = '/', rawHeaders } = incoming;
  try {
    const headers = new Headers();
    for (const [name, value] of headerPairs(rawHeaders)) headers.append(name, value);
    const isEncrypted = 'encrypted' in incoming.socket;
    const origin = `${isEncrypted ? 'https' : 'http'}://${headers.get('host') ?? 'localhost'}`;
    // In the fetch standard, a GET has no body. Handlers don't see one on any host.
    const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(incoming);
    const init: RequestInit & { duplex: 'half' } = { method, headers, body, signal, duplex: 'half' };
    return new Request(`${origin}${url}`, init);
  } catch {
    return undefined;
  }
}

/** Read when the handler reads it. A handler that doesn't can still respond. */
function bodyOf(incoming: IncomingMessage): ReadableStream {
  return NodeReadableStream.from(incoming) as ReadableStream;
}

async function write(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (typeof response?.status !== 'number') throw new TypeError('its fetch method returned no Response');
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  // The rest of a body would be read as the next request.
  if (!incoming.complete) outgoing.setHeader('connection', 'close');
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing);
}
