import { plainLettersOf } from './letters.ts';

/** The letters of a secret in one encoding. */
export interface Encoded {
  readonly letters: string;
  /** A run of as many of them shows too much of the secret. */
  readonly shortest: number;
}

/** Shorter secrets may occur in a text by chance (letters and digits). */
const shortestSecret = 16;
/** Letters of a secret without words, as YCM generates them, that are no coincidence. */
const shortestRun = 8;

/**
 * The letters of a secret in every encoding that a receiver may print, forwards and backwards. Case, separators, padding and escapes make
 * no difference to letters.
 */
export function encodingsOf(secret: string): Encoded[] {
  const letters = plainLettersOf(secret);
  if (letters.length < shortestSecret) return [];
  const shortest = /^[\dA-Za-z]+$/.test(secret) ? shortestRun : Math.max(shortestRun, letters.length >> 1);
  const bytes = Buffer.from(secret);
  const encoded: [text: string, perLetter: number][] = [
    [secret, 1],
    [base(bytes, 16, 2), 2],
    [base(bytes, 10, 1), 2],
    [base(bytes, 8, 3), 3],
    // `xxd -b` puts six bytes into a line.
    [base(bytes, 2, 8), 5],
    // `hexdump` and `od` print words of two bytes, the second byte first; the secret begins with the first or the second.
    ...[bytes, Buffer.concat([Buffer.alloc(1), bytes])].flatMap((from): [string, number][] => [
      [base(wordsOf(from), 16, 4), 2],
      [base(wordsOf(from), 8, 6), 3],
    ]),
    ...[0, 1, 2].map((before): [string, number] => [base64Within(bytes, before), 4 / 3]),
  ];
  return encoded.flatMap(([text, perLetter]) => {
    const read = plainLettersOf(text);
    const enough = Math.floor(shortest * perLetter);
    return [read, [...read].reverse().join('')].map((one) => ({ letters: one, shortest: enough }));
  });
}

function base(numbers: Iterable<number>, radix: number, digits: number): string {
  return Array.from(numbers, (one) => one.toString(radix).padStart(digits, '0')).join('');
}

function wordsOf(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readUInt16LE(2 * at));
}

/** The characters of Base64 that only depend on these bytes, if this many bytes come before them, modulo 3. */
function base64Within(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const firstOwn = Math.ceil((before * 8) / 6);
  return whole.toString('base64').slice(firstOwn, Math.floor((whole.length * 8) / 6));
}
