import type { SignatureMistake } from './mistake.ts';

/** A way in which a digest is written. */
export interface Spelling extends SignatureMistake {
  readonly matches: (text: string, digest: Buffer) => boolean;
}

/** The first that matches explains best: the vague ones come last. */
export const spellings: readonly Spelling[] = [
  {
    name: 'hex',
    sentence: 'The digest is written in hex: it has to be Base64.',
    matches: (text, digest) => text.toLowerCase() === digest.toString('hex'),
  },
  {
    name: 'unpadded',
    sentence: 'The = at its end is missing: it is Base64 with padding.',
    matches: (text, digest) => text === digest.toString('base64').replace(/={1,2}$/, ''),
  },
  {
    name: 'base64url',
    sentence: 'It is URL-safe Base64, with - and _: it has to be the standard alphabet, with + and /.',
    matches: (text, digest) => {
      const unpadded = digest.toString('base64url');
      return text.startsWith(unpadded) && /^=*$/.test(text.slice(unpadded.length));
    },
  },
  {
    name: 'plus-became-space',
    sentence: 'A space stands where a + has to be: it was URL-decoded, and a header is not URL-encoded.',
    matches: (text, digest) => text === digest.toString('base64').replaceAll('+', ' '),
  },
  {
    name: 'percent-encoded',
    sentence: 'It is URL-encoded, with %2B, %2F or %3D: a header is not.',
    matches: (text, digest) =>
      text.replace(/%../g, (code) => code.toUpperCase()) === encodeURIComponent(digest.toString('base64')),
  },
  {
    name: 'other-case',
    sentence: 'Its letters are in another case: in Base64 the case counts.',
    matches: (text, digest) => text.toLowerCase() === digest.toString('base64').toLowerCase(),
  },
  {
    name: 'base64-of-hex',
    sentence: 'It is the Base64 of the digest in hex: it has to be the Base64 of the 32 bytes themselves.',
    matches: (text, digest) => decoded(text).toLowerCase() === digest.toString('hex'),
  },
  {
    name: 'base64-twice',
    sentence: 'It is Base64 of Base64: it is encoded once.',
    matches: (text, digest) => decoded(text) === digest.toString('base64'),
  },
  {
    name: 'cut-off',
    sentence: 'Only its beginning is there: all 44 characters count.',
    matches: (text, digest) => text.length >= 8 && digest.toString('base64').startsWith(text),
  },
  {
    name: 'something-follows',
    sentence: 'Something follows it, such as the value of a second X-Signature header.',
    matches: (text, digest) => {
      const right = digest.toString('base64');
      return text.startsWith(right) && text.slice(right.length).trim() !== '';
    },
  },
];

function decoded(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1');
}
