/** Control, formatting and unpaired surrogate characters, and those that XML forbids. Joiners are kept for emoji. */
const unseen = /(?![\t\n\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffe\uffff]/gu;

/**
 * Text from a receiver, safe to show anywhere: characters that are invisible or control a terminal, browser or reader are escaped as
 * `\u001b`. Line breaks and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(unseen, escapeOf);
}

/** The same with JSON escapes, which don't change the value. */
export function escaped(json: string): string {
  return json.replace(unseen, (character) => character.split('').map(unicodeEscape).join(''));
}

/** A UTF-16 unit as `\u001b`. */
export function unicodeEscape(unit: string): string {
  return `\\u${hexOf(unit.charCodeAt(0))}`;
}

/** The same on one line: every run of whitespace becomes one space. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}

/** The text cut to a number of characters, with an ellipsis if it was longer. Never cuts a character in two. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function escapeOf(character: string): string {
  if (character === '\r') return '\\r';
  const hex = hexOf(character.codePointAt(0) ?? 0);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`;
}

function hexOf(code: number): string {
  return code.toString(16).padStart(4, '0');
}
