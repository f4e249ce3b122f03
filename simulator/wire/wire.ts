import { headerValues } from '../../text/formats/headers.ts';
import type { Header, SignedRequest } from './request.ts';

/** A step of the sender on an open connection. After the last one, it waits for the response. */
export type WireStep =
  /** Writes. */
  | {
      readonly kind: 'send';
      /** What is written. */
      readonly bytes: Uint8Array;
    }
  /** Waits. */
  | {
      readonly kind: 'wait';
      /** How long (ms). */
      readonly waitMs: number;
      /** Wait longer if a receiver in this process needs more time to read the bytes that were sent before. */
      readonly untilRead?: true;
    }
  /** Ends the connection and the attempt. */
  | {
      readonly kind: 'cut';
      /** With a FIN or a RST. A TLS connection isn't shut down cleanly in either case. */
      readonly how: 'close' | 'reset';
      /** Wait for this part of the response first; default: cut at once. */
      readonly after?: ResponsePart;
    };

/** How much of a response has arrived. */
export type ResponsePart =
  /** The first byte. */
  | 'first-byte'
  /** The head: status line and headers. */
  | 'head'
  /** The first byte of the body, or everything if there is no body. */
  | 'first-body-byte'
  /** Everything. */
  | 'end';

/** The head and body of a request, as sent. */
export interface WireRequest {
  /** The method of the request line. */
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly target: string;
  /** The headers in the order sent, with framing headers. */
  readonly headers: readonly Header[];
  /** The bytes of the body as sent, including chunk framing. */
  readonly body: Uint8Array;
}

/** Frames a request. The URL's path and query are kept, and a GET with a body has an explicit Content-Length. Pure. */
export function toWire(request: SignedRequest, connection: 'close' | 'keep-alive'): WireRequest {
  const url = new URL(request.url);
  const body = request.carriage === 'body' ? request.message : new Uint8Array();
  return {
    method: request.method,
    target: targetOf(url, request),
    headers: [
      ...host(url, request),
      ...request.headers,
      ['Connection', connection],
      ...framing(request, body),
    ],
    body: request.framing === 'chunked' ? chunked(body) : body,
  };
}

/** The target of a request, including a message that a GET carries in its query. Pure. */
export function urlOf(request: SignedRequest): string {
  if (request.carriage !== 'query') return request.url;
  return `${new URL(request.url).origin}${targetOf(new URL(request.url), request)}`;
}

/** The bytes of the head: request line and headers, one Latin-1 character per byte. */
export function headBytes(wire: WireRequest): Buffer {
  const lines = wire.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`${wire.method} ${wire.target} HTTP/1.1\r\n${lines}\r\n`, 'latin1');
}

/** Head and body in one write, as ordinary clients do. */
export function plainSteps(wire: WireRequest): WireStep[] {
  return [{ kind: 'send', bytes: Buffer.concat([headBytes(wire), wire.body]) }];
}

/** The steps of a GET without a message, by default on its own connection. */
export function getSteps(
  url: string,
  headers: readonly Header[],
  connection: 'close' | 'keep-alive' = 'close',
): WireStep[] {
  const message = new Uint8Array();
  const form = { carriage: 'none', queryParameter: '', framing: 'content-length' } as const;
  return plainSteps(toWire({ method: 'GET', url, headers, message, ...form }, connection));
}

/** Two Host headers would be rejected (RFC 9112, 3.2), so the user's own replaces the one of the URL. */
function host(url: URL, request: SignedRequest): Header[] {
  return headerValues(request.headers, 'host').length > 0 ? [] : [['Host', url.host]];
}

function framing(request: SignedRequest, body: Uint8Array): Header[] {
  if (request.framing === 'chunked') return [['Transfer-Encoding', 'chunked']];
  return body.length > 0 || request.method !== 'GET' ? [['Content-Length', String(body.length)]] : [];
}

function targetOf(url: URL, request: SignedRequest): string {
  if (request.carriage !== 'query') return `${url.pathname}${url.search}`;
  const separator = url.search === '' ? '?' : '&';
  return `${url.pathname}${url.search}${separator}${encodeURIComponent(request.queryParameter)}=${percentEncode(request.message)}`;
}

/** Encodes any bytes as a query value. Unreserved characters of RFC 3986 are kept. */
function percentEncode(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[^A-Za-z0-9._~-]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

const chunkBytes = 256;

function chunked(body: Uint8Array): Buffer {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += chunkBytes) {
    const chunk = body.subarray(at, at + chunkBytes);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
