import type { Header } from '../../simulator/index.ts';
import { headerValues } from '../../text/formats/headers.ts';

/** Headers of a connection or of body framing (RFC 9110, 7.6.1). A new request gets its own. */
const framingNames = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
]);

export function withoutFraming(headers: readonly Header[]): readonly Header[] {
  return headers.filter(([name]) => !framingNames.has(name.toLowerCase()));
}

export function isChunked(headers: readonly Header[]): boolean {
  return headerValues(headers, 'transfer-encoding').some((value) => /\bchunked\b/i.test(value));
}
