import { isUtf8 } from 'node:buffer';
import { JsonMistake, walkJson } from '../../schemas/json-walk.ts';
import { testMessage } from '../../simulator/message/message.ts';
import type { Pseudonyms } from './pseudonyms.ts';

const maxLevels = 100;

/** Values that identify nobody. */
const kept = new Set(['event', 'didId', 'trunkId', 'updateTime']);
const names = new Set(['trunkName', 'modifier']);

/**
 * The same JSON with other telephone numbers, names and serial numbers, and otherwise the same bytes. Keys that the vendor doesn't document
 * may contain anything, so all of their texts and long numbers are replaced. Undefined if it isn't JSON.
 */
export function redactMessage(bytes: Buffer, pseudonyms: Pseudonyms): Buffer | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  const parts: string[] = [];
  let end = 0;
  const replace = (offset: number, length: number, value: string | number) => {
    parts.push(text.slice(end, offset), JSON.stringify(value));
    end = offset + length;
  };
  try {
    walkJson(text, maxLevels, {
      onObjectProperty(key, offset, length) {
        if (/\d{5}/.test(key)) replace(offset, length, pseudonyms.shape(key));
      },
      onLiteralValue(value, offset, length, _line, _character, path) {
        const replacement = replacementOf(value, path(), pseudonyms);
        if (replacement !== undefined) replace(offset, length, replacement);
      },
    });
  } catch (error) {
    if (error instanceof JsonMistake) return undefined;
    throw error;
  }
  return Buffer.from([...parts, text.slice(end)].join(''));
}

/** Undefined: the value stays. */
function replacementOf(
  value: unknown,
  path: readonly (string | number)[],
  { shape, name }: Pseudonyms,
): string | number | undefined {
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  if (kept.has(key) || path.includes('repository') || value === testMessage.message) return undefined;
  if (typeof value === 'string') return names.has(key) ? name(value) : shape(value);
  if (typeof value !== 'number' || !/^\d{5,15}$/.test(String(value))) return undefined;
  // A number must not begin with 0.
  return Number(`${String(value).charAt(0)}${shape(String(value).slice(1))}`);
}
