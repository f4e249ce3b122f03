import { isUtf8 } from 'node:buffer';
import { documentedKeys } from '../../schemas/events.ts';
import { JsonMistake, walkJson } from '../../schemas/json-walk.ts';
import { testMessage } from '../../simulator/message/message.ts';
import type { Pseudonyms } from './pseudonyms.ts';

const maxLevels = 100;

/** What stays of a message, in words. Everything else is replaced. */
export const keptInMessages =
  'documented keys, names of events, true and false, values of at most three characters in repository, and numbers below 1,000';

/** Keys whose texts are names, so that a replacement reads like one. */
const names = new Set(['trunkName', 'modifier']);

/**
 * The same JSON with other keys, texts, numbers and times, and otherwise the same bytes. Undefined if it isn't JSON. {@link keptInMessages}
 * says what stays.
 */
export function redactMessage(bytes: Buffer, pseudonyms: Pseudonyms): Buffer | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  const parts: string[] = [];
  let end = 0;
  const replace = (offset: number, length: number, value: string) => {
    parts.push(text.slice(end, offset), value);
    end = offset + length;
  };
  try {
    walkJson(text, maxLevels, {
      onObjectProperty(key, offset, length) {
        if (!documentedKeys.has(key)) replace(offset, length, JSON.stringify(pseudonyms.shape(key)));
      },
      onLiteralValue(value, offset, length, _line, _character, path) {
        const written = text.slice(offset, offset + length);
        replace(offset, length, replacementOf(value, written, path(), pseudonyms));
      },
    });
  } catch (error) {
    if (error instanceof JsonMistake) return undefined;
    throw error;
  }
  return Buffer.from([...parts, text.slice(end)].join(''));
}

/** The replacement of a value as JSON; `written` is how it stands in the message. */
function replacementOf(
  value: unknown,
  written: string,
  path: readonly (string | number)[],
  { shape, name, time }: Pseudonyms,
): string {
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  const isTime = key === 'updateTime' && /^"?\d{10}(\d{3})?"?$/.test(written);
  if (isTime) return written.replace(/\d+/, (digits) => time(digits));
  if (typeof value === 'number') return written.length < 4 ? written : written.replace(/[^-].*/, shape);
  if (typeof value !== 'string' || isKept(value, key, path)) return written;
  return JSON.stringify(names.has(key) ? name(value) : shape(value));
}

function isKept(value: string, key: string, path: readonly (string | number)[]): boolean {
  if (key === 'event') return isEventName(value);
  const isCapacity = path.at(-2) === 'repository' && documentedKeys.has(key) && value.length <= 3;
  return isCapacity || value === testMessage.message;
}

/** Like the documented ones. Any other text may be anything. */
export function isEventName(text: string): boolean {
  return /^[a-z]+(_[a-z]+)*$/.test(text);
}
