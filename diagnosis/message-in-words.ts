import { clip } from '../text/terminal/visible.ts';
import { count } from '../text/words/count.ts';
import { withThousands } from '../text/words/numbers.ts';

const maxLength = 600;
const beginning = 120;

/** A message, for people: all of it, or its first item and how many follow, or how it begins and its size. No JSON is cut elsewhere. */
export function messageInWords(message: unknown): string {
  const text = message instanceof Uint8Array ? Buffer.from(message).toString() : JSON.stringify(message);
  if (text.length <= maxLength) return text;
  const size = `${withThousands(Buffer.byteLength(text))} bytes in all`;
  const [first, ...others] = Array.isArray(message) ? message : [];
  const item = JSON.stringify(first) ?? '';
  if (others.length === 0 || item.length > maxLength) return `${clip(text, beginning)} (${size})`;
  return `${item} and ${count(others.length, 'more item')}, ${size}`;
}
