import { displayUrl } from '../secrets/display-url.ts';
import { mask } from '../secrets/mask.ts';
import { unicodeEscape } from '../terminal/visible.ts';
import { count } from './count.ts';

const longestQuote = 60;
const longestPath = 160;

/** A short description of a value for a sentence: `the string "x"`, `an array of 3 items`. */
export function valueInWords(value: unknown): string {
  if (typeof value === 'string') return `the string ${quote(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  return kindOf(value);
}

/** Like {@link valueInWords}, for a possible secret: only its type and length. */
export function kindInWords(value: unknown): string {
  return typeof value === 'string' ? `a string of ${count(value.length, 'character')}` : kindOf(value);
}

/** A text in quotes, shortened, and escaped where it could affect a terminal. */
export function quote(text: string): string {
  const plain = withoutCredentials(text);
  if (plain.length <= longestQuote) return escaped(plain);
  return `${escaped(plain.slice(0, longestQuote))}… (${text.length} characters)`;
}

/** A path for a sentence: shortened and on one line. */
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

// JSON doesn't escape C1 controls, line separators and bidirectional marks.
const disturbing = /[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function escaped(text: string): string {
  return JSON.stringify(text).replace(disturbing, unicodeEscape);
}

/** A URL may have a password before its host, or a credential in its query. */
function withoutCredentials(text: string): string {
  const start = text.slice(0, 1000);
  return /^\s*[a-z][a-z\d+.-]*:/i.test(start)
    ? displayUrl(start)
    : start.replace(/\/\/[^/@\s]*@/g, `//${mask}@`);
}
