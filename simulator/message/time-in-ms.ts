import { isDeepStrictEqual } from 'node:util';
import { tryParseForeignJson } from '../../schemas/foreign-json.ts';

/**
 * Every updateTime of a message in milliseconds, in bytes too. Bytes that aren't JSON stay as they are. Undefined for bytes that write one in
 * another way, such as with an exponent. Pure.
 */
export function timeInMs(message: unknown): unknown {
  if (message instanceof Uint8Array) return inBytes(message);
  if (Array.isArray(message)) return message.map(timeInMs);
  if (typeof message !== 'object' || message === null || !('updateTime' in message)) return message;
  const { updateTime } = message;
  return typeof updateTime === 'number' ? { ...message, updateTime: updateTime * 1000 } : message;
}

/** Ten digits are seconds. */
const seconds = /("updateTime"\s*:\s*\d{10})(?![\d.eE])/g;

/** As latin1, every byte stays as it is. */
function inBytes(bytes: Uint8Array): Uint8Array | undefined {
  const value = tryParseForeignJson(Buffer.from(bytes).toString('utf8'));
  if (value === undefined) return bytes;
  const changed = Buffer.from(Buffer.from(bytes).toString('latin1').replace(seconds, '$1000'), 'latin1');
  return isDeepStrictEqual(tryParseForeignJson(changed.toString('utf8')), timeInMs(value))
    ? changed
    : undefined;
}
