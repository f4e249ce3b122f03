import { isSignedWith } from '../listener/keys.ts';
import { messageCarriedBy } from '../listener/message/carried-message.ts';
import type { Carried, RecordedMessage } from './recorded.ts';

/** The message of a recorded request, and where it is. The secret, if any, helps to read a + in a query. Pure. */
export function carriedIn({ request, carried }: RecordedMessage, secret: string | undefined): Carried {
  if (carried) return carried;
  const { method, url, headers, body } = request;
  const isSigned = (bytes: Buffer) => secret !== undefined && isSignedWith(secret, bytes, request);
  const found = messageCarriedBy({ at: new Date(0), method, target: url, headers, body }, isSigned);
  if (found.parameter !== undefined) {
    return { bytes: found.bytes, carriage: 'query', parameter: found.parameter };
  }
  return { bytes: body, carriage: body.length === 0 && method === 'GET' ? 'none' : 'body' };
}
