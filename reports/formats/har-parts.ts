import { isUtf8 } from 'node:buffer';
import { headerValues } from '../../text/formats/headers.ts';

/** Names and values in wire order. */
type Headers = readonly (readonly [name: string, value: string])[];

/** A text of HAR 1.2. Binary data is Base64. */
export interface HarText {
  readonly text: string;
  readonly encoding?: 'base64';
}

/** The parts of an entry's request. */
export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** Undefined if there is none. */
  readonly body: HarText | undefined;
  /** In bytes; -1 if unknown. */
  readonly headersSize: number;
  /** In bytes. */
  readonly bodySize: number;
}

/** The request of an entry. HAR 1.2 doesn't support binary request bodies: `encoding`, as in a response, is what most tools understand. */
export function harRequest({ method, url, headers, body, headersSize, bodySize }: HarRequest) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed) parsed.hash = '';
  return {
    method,
    url: parsed?.href ?? url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: harHeaders(headers),
    queryString: [...(parsed?.searchParams ?? [])].map(([name, value]) => ({ name, value })),
    ...(body === undefined
      ? {}
      : { postData: { mimeType: headerValues(headers, 'content-type')[0] ?? '', ...body } }),
    headersSize,
    bodySize,
  };
}

export function harHeaders(headers: Headers): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }));
}

export function harText(bytes: Uint8Array): HarText {
  const buffer = Buffer.from(bytes);
  return isUtf8(buffer)
    ? { text: buffer.toString('utf8') }
    : { text: buffer.toString('base64'), encoding: 'base64' };
}

/** How browsers record an exchange without a response. */
export const noHarResponse = {
  status: 0,
  statusText: '',
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: 'x-unknown' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
};
