import { headerValues } from '../../../text/formats/headers.ts';
import type { Header } from '../request.ts';
import type { ResponseHead } from './head.ts';
import { MalformedResponse } from './malformed.ts';

/** How to find the end of a response body. */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' };

/**
 * Finds the end of a body as in RFC 9112, 6.3.
 *
 * @throws MalformedResponse
 */
export function framingOf({ status, headers }: ResponseHead): Framing {
  const bytes = contentLengthOf(headers);
  if (status < 200 || status === 204 || status === 304) return { kind: 'none' };
  if (lastCodingOf(headers) === 'chunked') return { kind: 'chunked' };
  if (bytes === undefined) return { kind: 'until-close' };
  return bytes === 0 ? { kind: 'none' } : { kind: 'length', bytes };
}

/** Whether the connection can be reused. */
export function isKeptOpen({ isHttp11, headers }: ResponseHead, framing: Framing): boolean {
  if (framing.kind === 'until-close') return false;
  const options = headerValues(headers, 'connection').join(',').toLowerCase();
  return isHttp11 ? !options.includes('close') : options.includes('keep-alive');
}

/** Codings may be in one header or in several, with empty items between commas. */
function lastCodingOf(headers: readonly Header[]): string | undefined {
  const codings = headerValues(headers, 'transfer-encoding').join(',').split(',');
  return codings
    .findLast((coding) => coding.trim() !== '')
    ?.trim()
    .toLowerCase();
}

/** The same length may be repeated, as some proxies do. */
function contentLengthOf(headers: readonly Header[]): number | undefined {
  const lengths = headerValues(headers, 'content-length').map(lengthOf);
  const [first] = lengths;
  if (lengths.some((length) => length !== first))
    throw new MalformedResponse('its Content-Length headers differ');
  return first;
}

function lengthOf(value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new MalformedResponse(`Content-Length is ${JSON.stringify(value.slice(0, 40))}`);
}
