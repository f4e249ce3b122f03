import { count } from './count.ts';
import { displayUrl } from './display-url.ts';

const longestQuote = 60;
const longestPath = 160;

/** A value in words for a sentence, of bounded length: `the string "x"`, `an array of 3 items`. */
export function valueInWords(value: unknown): string {
  if (typeof value === 'string') return `the string ${quote(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  return kindOf(value);
}

/** As {@link valueInWords}, for what may be a secret: its kind and length only. */
export function kindInWords(value: unknown): string {
  return typeof value === 'string' ? `a string of ${count(value.length, 'character')}` : kindOf(value);
}

/** A text in quotation marks, shortened, with everything escaped that could disturb a terminal. */
export function quote(text: string): string {
  const plain = withoutCredentials(text);
  if (plain.length <= longestQuote) return escaped(plain);
  return `${escaped(plain.slice(0, longestQuote))}… (${text.length} characters)`;
}

/** A path for a sentence: shortened, on one line. */
export function showPath(path: string): string {
  const shown = path.length <= longestPath ? path : `${path.slice(0, longestPath)}…`;
  return escaped(shown).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (Array.isArray(value) && value.length > 0) return `an array of ${count(value.length, 'item')}`;
  const isEmpty = Object.keys(value).length === 0;
  return `an ${isEmpty ? 'empty ' : ''}${Array.isArray(value) ? 'array' : 'object'}`;
}

// JSON leaves the C1 controls, line separators and the marks that turn the direction of text as they are.
const disturbing = /[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function escaped(text: string): string {
  return JSON.stringify(text).replace(
    disturbing,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A URL may hold a password before its host, or a credential in its query. */
function withoutCredentials(text: string): string {
  const start = text.slice(0, 1000);
  return /^\s*[a-z][a-z\d+.-]*:/i.test(start) ? displayUrl(start) : start.replace(/\/\/[^/@\s]*@/g, '//***@');
}
