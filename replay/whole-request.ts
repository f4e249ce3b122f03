import type { BodyRecord, RequestRecord } from '../schemas/index.ts';
import { isHeaderName, isHeaderValue } from '../simulator/wire/header-syntax.ts';
import type { RecordedRequest } from './recorded.ts';

/** Why a request can't be sent again, and where in its record the reason is. */
export interface Flaw {
  /** JSON pointer in the record of the request. */
  readonly path: string;
  readonly sentence: string;
}

/** The request of a record, or why it can't be sent again. Pure. */
export function wholeRequest({ method, url, headers, body }: RequestRecord): RecordedRequest | Flaw {
  if (!isHeaderName(method) || method.length > maxMethod) {
    return {
      path: '/method',
      sentence: 'this is not an HTTP method; use the original one, such as POST',
    };
  }
  const header = headers.findIndex(([name, value]) => !isHeaderName(name) || !isHeaderValue(value));
  if (header >= 0) {
    const sentence = "this header can't be sent, or is truncated; remove it or restore its value";
    return { path: `/headers/${header}`, sentence };
  }
  const bytes = bytesOf(body);
  return Buffer.isBuffer(bytes)
    ? { method, url, headers: headers.map(([name = '', value = '']) => [name, value]), body: bytes }
    : bytes;
}

const maxMethod = 40;

/** A masked or truncated message differs from the original, so its signature is invalid. */
function bytesOf(body: BodyRecord): Buffer | Flaw {
  if ('text' in body && /\p{Cs}/u.test(body.text)) {
    return {
      path: '/body/text',
      sentence:
        'this body contains an unpaired surrogate, so it is not valid Unicode; give it as "base64" instead of "text"',
    };
  }
  const bytes = 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
  if (bytes.length === body.bytes && !body.truncated) return bytes;
  const what = body.truncated
    ? 'only the beginning of the body was recorded'
    : `the body has ${bytes.length} bytes here but had ${body.bytes} when it was recorded: part of it was masked or changed`;
  return {
    path: '/body',
    sentence: `${what}, so this message can't be sent again; choose others with --only`,
  };
}
