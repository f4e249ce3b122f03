/** A text reduced to what escaping, case and separators don't change: its ASCII letters and digits, in lower case. */
export interface Letters {
  readonly letters: string;
  /** Where each letter begins in the text, and where it ends: `2 * n` and `2 * n + 1`. */
  readonly places: Int32Array;
}

const [zero, nine, upperA, upperZ, lowerA, lowerZ] = [48, 57, 65, 90, 97, 122];
/** How a letter may be escaped: in a URL, in JSON, in a string of a programming language, in HTML. */
const escaped =
  /%([\da-f]{2})|\\u([\da-f]{4})|\\u\{([\da-f]{1,6})\}|\\x([\da-f]{2})|(?<![\da-z])0x([\da-f]{2})(?![\da-z])|&#x([\da-f]{1,6});|&#(\d{1,7});|\\([0-3][0-7]{2})/iy;
const escapeSigns = new Set(Buffer.from('%\\&0'));

/** Whether no letter is escaped. Most texts are like this, and {@link plainLettersOf} takes a tenth of the time. */
export function hasPlainLetters(text: string): boolean {
  return !/[%\\&]|\b0x/i.test(text);
}

/** The letters and digits of a text without escapes, in lower case. Pure. */
export function plainLettersOf(text: string): string {
  return text.replace(/[^\dA-Za-z]+/g, '').toLowerCase();
}

/** Reads the letters and digits of a text, escaped or not. Takes linear time, since the text may be hostile. Pure. */
export function lettersOf(text: string): Letters {
  const places = new Int32Array(2 * text.length);
  const letters = Buffer.alloc(text.length);
  let count = 0;
  for (let at = 0; at < text.length; ) {
    let code = text.charCodeAt(at);
    let length = 1;
    if (escapeSigns.has(code)) ({ code, length } = characterAt(text, at));
    const letter = letterOf(code);
    if (letter !== 0) {
      letters[count] = letter;
      places[2 * count] = at;
      places[2 * count + 1] = at + length;
      count += 1;
    }
    at += length;
  }
  return { letters: letters.toString('latin1', 0, count), places };
}

function characterAt(text: string, at: number): { code: number; length: number } {
  escaped.lastIndex = at;
  const [whole, ...digits] = escaped.exec(text) ?? [];
  if (whole === undefined) return { code: text.charCodeAt(at), length: 1 };
  const [decimal, octal] = digits.slice(6);
  if (decimal !== undefined) return { code: Number(decimal), length: whole.length };
  if (octal !== undefined) return { code: Number.parseInt(octal, 8), length: whole.length };
  return { code: Number.parseInt(digits.join(''), 16), length: whole.length };
}

/** The code of the letter in lower case, or of the digit; 0 for anything else. */
function letterOf(code: number): number {
  if ((code >= lowerA && code <= lowerZ) || (code >= zero && code <= nine)) return code;
  return code >= upperA && code <= upperZ ? code + lowerA - upperA : 0;
}
