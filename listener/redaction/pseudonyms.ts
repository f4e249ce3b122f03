import { createHash } from 'node:crypto';

/** Replaces private texts. Equal texts get equal replacements, and different ones different replacements. */
export interface Pseudonyms {
  /**
   * Every digit and letter becomes another: `10021212` becomes `83720514`, `+49 30 1` becomes `+28 71 9`. A number stays a number, whether
   * it is written as a text or not.
   */
  shape(text: string): string;
  /** `name-3f9ac2d1`, or an address at example.com. */
  name(text: string): string;
  /** Digits of a time, in seconds or milliseconds: all times are moved back by the same number of days. */
  time(digits: string): string;
}

const maxRemembered = 100_000;
const maxTries = 100;
const [digits, upper, lower] = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'];
/** At most two years, so that a time in seconds keeps its ten digits. */
const [minDays, maxDays] = [30, 730];
const secondsPerDay = 86_400;

/** The same key gives the same replacements. Without the key, nobody can tell which number a replacement stands for. */
export function createPseudonyms(key: string): Pseudonyms {
  const taken = new Map<string, string>();
  /** Picks a replacement that is not the text itself, and that no other text has: short numbers would soon collide. */
  const distinct = (text: string, make: (digest: Buffer) => string, length: number) => {
    for (let n = 0; ; n += 1) {
      const made = make(digestOf(key, `${n} ${text}`, length));
      const owner = taken.get(made) ?? text;
      if ((owner !== text || made === text) && n < maxTries) continue;
      if (taken.size < maxRemembered) taken.set(made, text);
      return made;
    }
  };
  const days = minDays + (digestOf(key, 'days', 4).readUInt32BE() % (maxDays - minDays));
  return {
    shape: (text) => distinct(text, (digest) => shaped(text, digest), 2 * text.length),
    name: (text) =>
      distinct(
        text,
        (digest) => `name-${digest.toString('hex')}${text.includes('@') ? '@example.com' : ''}`,
        4,
      ),
    time: (text) => String(Number(text) - days * secondsPerDay * (text.length > 10 ? 1000 : 1)),
  };
}

function digestOf(key: string, text: string, outputLength: number): Buffer {
  return createHash('shake256', { outputLength: Math.max(1, outputLength) })
    .update(`${key}\0${text}`)
    .digest();
}

/** Two bytes of the digest for each character. Letters outside ASCII become a to z; a number keeps its exponent and begins as before. */
function shaped(text: string, digest: Buffer): string {
  const exponent = /^\d+(\.\d+)?(e[+-]?\d+)$/i.exec(text)?.[2] ?? '';
  const changed = text.length - exponent.length;
  let isFirst = true;
  const made = Array.from({ length: changed }, (_, n) => {
    const character = text.charAt(n);
    const alphabet = alphabetOf(character, isFirst);
    isFirst &&= !digits.includes(character);
    return alphabet.charAt(digest.readUInt16BE(2 * n) % alphabet.length);
  });
  return made.join('') + exponent;
}

/** What can replace a character. A number that doesn't begin with 0 must not begin with it then. */
function alphabetOf(character: string, isFirstDigit: boolean): string {
  if (digits.includes(character)) return isFirstDigit && character !== '0' ? digits.slice(1) : digits;
  if (upper.includes(character)) return upper;
  return lower.includes(character) || /[^\0-\x7f]/.test(character) ? lower : character;
}
