import { unicodeEscape } from '../../text/terminal/visible.ts';
import type { Profile } from '../profile.ts';

/** The parts of a profile that format JSON. */
export type Formatting = Pick<Profile, 'spacing' | 'keyOrder' | 'escapeSlashes' | 'escapeNonAscii'>;

/**
 * The bytes of a message, formatted as the profile says: the vendor doesn't specify spacing, key order or escaping.
 *
 * @param value Any JSON.
 * @param formatting Whitespace, key order and escapes; a whole profile will do.
 * @returns UTF-8.
 */
export function serialize(value: unknown, formatting: Formatting): Buffer {
  const ordered =
    formatting.keyOrder === 'reversed' ? reorderKeys(value, (entries) => entries.reverse()) : value;
  let text = JSON.stringify(ordered, null, formatting.spacing === 'indented' ? 4 : undefined);
  if (formatting.spacing === 'spaced') text = outsideStrings(text, (part) => part.replace(/[:,]/g, '$& '));
  if (formatting.escapeSlashes) text = text.replaceAll('/', '\\/');
  if (formatting.escapeNonAscii) text = escapeNonAscii(text);
  return Buffer.from(text, 'utf8');
}

/** Escapes every non-ASCII UTF-16 unit as `\uXXXX`. */
function escapeNonAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, unicodeEscape);
}

type Entries = [key: string, value: unknown][];

/** The same JSON with the keys of every object in another order. */
export function reorderKeys(value: unknown, order: (entries: Entries) => Entries): unknown {
  if (Array.isArray(value)) return value.map((item) => reorderKeys(item, order));
  if (typeof value !== 'object' || value === null) return value;
  const entries = order(Object.entries(value));
  return Object.fromEntries(entries.map(([key, inner]) => [key, reorderKeys(inner, order)]));
}

function outsideStrings(json: string, change: (part: string) => string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|[^"]+/g, (part) => (part.startsWith('"') ? part : change(part)));
}
