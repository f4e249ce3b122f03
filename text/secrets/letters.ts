/** A text reduced to what escaping, case and separators don't change: its ASCII letters and digits, in lower case. */
export interface Letters {
  readonly letters: string;
  /** Where each letter begins in the text, and where it ends: `2 * n` and `2 * n + 1`. */
  readonly places: Int32Array;
}

const [zero, nine, upperA, upperZ, lowerA, lowerZ] = [48, 57, 65, 90, 97, 122];
/** How a letter may be escaped: in a URL, in JSON, in a string of a programming language, in HTML. */
const escaped = /%([\da-f]{2})|\\u([\da-f]{4})|\\x([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});/iy;
const escapeSigns = new Set(['%', '\\', '&']);

/** Whether no letter is escaped. Most texts are like this, and {@link plainLettersOf} takes a tenth of the time. */
export function hasPlainLetters(text: string): boolean {
  return !/[%\\&]/.test(text);
}

/** The letters and digits of a text without escapes, in lower case. Pure. */
export function plainLettersOf(text: string): string {
  return text.replace(/[^\dA-Za-z]+/g, '').toLowerCase();
}

/** Reads the letters and digits of a text, escaped or not. Takes linear time, since the text may be hostile. Pure. */
export function lettersOf(text: string): Letters {
  const places = new Int32Array(2 * text.length);
  let letters = '';
  for (let at = 0; at < text.length; ) {
    const { code, length } = characterAt(text, at);
    const letter = isLetter(code) ? String.fromCharCode(code).toLowerCase() : '';
    if (letter !== '') places.set([at, at + length], 2 * letters.length);
    letters += letter;
    at += length;
  }
  return { letters, places };
}

function characterAt(text: string, at: number): { code: number; length: number } {
  const plain = { code: text.charCodeAt(at), length: 1 };
  if (!escapeSigns.has(text.charAt(at))) return plain;
  escaped.lastIndex = at;
  const [whole, percent, unicode, hex, entity, decimal] = escaped.exec(text) ?? [];
  const digits = percent ?? unicode ?? hex ?? entity;
  if (whole === undefined) return plain;
  return { code: digits === undefined ? Number(decimal) : Number.parseInt(digits, 16), length: whole.length };
}

function isLetter(code: number): boolean {
  return (
    (code >= lowerA && code <= lowerZ) || (code >= upperA && code <= upperZ) || (code >= zero && code <= nine)
  );
}
