import { createHash } from 'node:crypto';

/** Replaces private texts. Equal texts get equal replacements, and different ones different replacements. */
export interface Pseudonyms {
  /** Every digit and letter becomes another: `10021212` becomes `83720514`, `+49 30 1` becomes `+28 71 9`. */
  shape(text: string): string;
  /** `name-3f9ac2d1`, or an address at example.com. */
  name(text: string): string;
}

const maxRemembered = 100_000;
const maxTries = 100;
const alphabets = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'] as const;

/** The same key gives the same replacements. Without the key, nobody can tell which number a replacement stands for. */
export function createPseudonyms(key: string): Pseudonyms {
  const taken = new Map<string, string>();
  /** Picks a replacement that no other text has: short numbers would soon collide. */
  const distinct = (text: string, make: (digest: Buffer) => string, length: number) => {
    for (let n = 0; ; n += 1) {
      const made = make(digestOf(key, `${n} ${text}`, length));
      const owner = taken.get(made);
      if (owner !== undefined && owner !== text && n < maxTries) continue;
      if (taken.size < maxRemembered) taken.set(made, text);
      return made;
    }
  };
  return {
    shape: (text) => distinct(text, (digest) => shaped(text, digest), 2 * text.length),
    name: (text) =>
      distinct(
        text,
        (digest) => `name-${digest.toString('hex')}${text.includes('@') ? '@example.com' : ''}`,
        4,
      ),
  };
}

function digestOf(key: string, text: string, outputLength: number): Buffer {
  return createHash('shake256', { outputLength: Math.max(1, outputLength) })
    .update(`${key}\0${text}`)
    .digest();
}

/** Two bytes of the digest for each character. Letters outside ASCII become a to z. */
function shaped(text: string, digest: Buffer): string {
  return Array.from({ length: text.length }, (_, n) => {
    const character = text.charAt(n);
    const alphabet =
      alphabets.find((one) => one.includes(character)) ??
      (/[^\0-\x7f]/.test(character) ? alphabets[2] : character);
    return alphabet.charAt(digest.readUInt16BE(2 * n) % alphabet.length);
  }).join('');
}
