import {
  type AttemptResult,
  assertUsableUrl,
  type ConnectionOptions,
  defaultProfile,
  type Fault,
  freshConnections,
  type SignedRequest,
  transmit,
} from '../../simulator/index.ts';
import { displayUrl } from '../../text/secrets/display-url.ts';
import type { Arrival } from '../arrival.ts';
import { isChunked, withoutFraming } from './framing.ts';

/** Passes requests on to a receiver. */
export interface Forwarder {
  /** Without credentials. */
  readonly url: string;
  /** Never rejects because of the receiver: every result is an outcome. */
  forward(arrival: Arrival, signal: AbortSignal): Promise<Forwarded>;
}

/** Where a request was passed on to, and the result. */
export interface Forwarded {
  /** Without credentials. */
  readonly url: string;
  readonly result: AttemptResult;
}

export interface ForwardOptions extends ConnectionOptions {
  readonly url: string;
  /** For the whole exchange with the receiver. */
  readonly timeoutMs: number;
}

/** How much of a response goes back to the sender (bytes). */
const maxResponseBytes = 1024 * 1024;

/**
 * Forwards each request with its method, headers and bytes over a new connection. Redirects are not followed.
 *
 * @throws HookswitchError `bad-url`, `host-not-allowed`.
 */
export function createForwarder({ url, timeoutMs, ...connection }: ForwardOptions): Forwarder {
  assertUsableUrl(url, connection.allowHosts ?? [], 'the receiver');
  const connector = freshConnections(connection);
  return {
    url: displayUrl(url),
    async forward(arrival, signal) {
      const request = forwardedRequest(arrival, url);
      const unchanged: Fault = { name: 'forwarded', title: 'as it arrived', rewrite: () => request };
      const result = await transmit({
        webhook: { url: request.url, method: 'POST', secret: '' },
        message: request.message,
        profile: defaultProfile,
        connector,
        timeoutMs,
        maxBodyBytes: maxResponseBytes,
        fault: unchanged,
        signature: '',
        signal,
      });
      return { url: displayUrl(request.url), result };
    },
  };
}

/** Only Host and the headers of the connection differ. Pure. */
function forwardedRequest({ method, target, headers, body }: Arrival, url: string): SignedRequest {
  return {
    method,
    url: targetUrl(url, target),
    headers: withoutFraming(headers),
    message: body,
    carriage: 'body',
    queryParameter: '',
    framing: isChunked(headers) ? 'chunked' : 'content-length',
  };
}

/** The receiver's URL with the sender's query, and with the sender's path if the URL has none. Pure. */
export function targetUrl(url: string, target: string): string {
  const { origin, pathname, search } = new URL(url);
  const [path = '', query] = splitOnce(target.startsWith('/') ? target : '/', '?');
  const own = [search.slice(1), query ?? ''].filter((part) => part !== '').join('&');
  return `${origin}${pathname === '/' ? path : pathname}${own === '' ? '' : `?${own}`}`;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
