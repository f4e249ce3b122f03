/** Control, formatting and unpaired surrogate characters, and what XML forbids. A joiner stays: emoji are made with it. */
const unseen = /(?![\t\n\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffe\uffff]/gu;

/**
 * What a receiver wrote, safe to show anywhere: whatever a terminal, a browser or a reader would obey or not see stands as an escape,
 * `\u001b`. Line breaks and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(unseen, escapeOf);
}

/** The same as escapes of JSON, which leave its value unchanged. */
export function escaped(json: string): string {
  return json.replace(unseen, (character) =>
    Array.from({ length: character.length }, (_unit, at) => `\\u${hexOf(character.charCodeAt(at))}`).join(''),
  );
}

/** The same on one line: every run of white space is one space. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}

/** The text cut to a number of characters, with an ellipsis where something is missing; no character is cut in two. */
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
