import { isUtf8 } from 'node:buffer';
import { headerValues } from '../../text/headers.ts';

/** Names and values in the order of the wire. */
type Headers = readonly (readonly [name: string, value: string])[];

/** A text of HAR 1.2; what is no text is Base64. */
export interface HarText {
  readonly text: string;
  readonly encoding?: 'base64';
}

/** What an entry's request is made of. */
export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** Undefined when there is none. */
  readonly body: HarText | undefined;
  /** In bytes; -1 when it is not known. */
  readonly headersSize: number;
  /** In bytes. */
  readonly bodySize: number;
}

/** The request of an entry. HAR 1.2 has no place for a body that is not text: `encoding`, as in a response, is what most tools know. */
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

/** As browsers write an exchange that got no response. */
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
