import { lettersOf } from './letters.ts';

/** Shorter ones may occur in a text by chance (letters and digits). */
const shortest = 16;

/**
 * The letters of a secret in every encoding that a receiver may print, forwards and backwards. Case, separators, padding and escapes make
 * no difference to letters.
 */
export function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = [secret, bytes.toString('hex'), ...[0, 1, 2].map((before) => base64Within(bytes, before))];
  const forwards = encoded.map((text) => lettersOf(text).letters).filter(({ length }) => length >= shortest);
  return [...new Set(forwards.flatMap((letters) => [letters, [...letters].reverse().join('')]))];
}

/** The characters of Base64 that only depend on these bytes, if this many bytes come before them, modulo 3. */
function base64Within(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const firstOwn = Math.ceil((before * 8) / 6);
  return whole.toString('base64').slice(firstOwn, Math.floor((whole.length * 8) / 6));
}
