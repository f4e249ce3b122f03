import type { ReceiverMistake, SignatureMistake } from './mistake.ts';

/** An encoding of a digest. */
interface Spelling extends SignatureMistake {
  readonly matches: (text: string, digest: Buffer) => boolean;
  /** How to encode a digest, and the receiver that expects it. Undefined if no receiver could expect it. */
  readonly receiver?: ReceiverMistake & { readonly write: (digest: Buffer) => string };
}

const padded = 'Base64-encode the digest with the standard alphabet and with padding: 44 characters.';

/** Python and Java add the padding, Node doesn't. */
const urlSafe = [
  {
    ending: '',
    write: (digest: Buffer) => digest.toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  },
  { ending: ' without the = at its end', write: (digest: Buffer) => digest.toString('base64url') },
];

/** The first match is the best explanation, so vague ones come last. */
export const spellings: readonly Spelling[] = [
  {
    name: 'hex',
    sentence: 'The digest is in hex, but must be Base64.',
    matches: (text, digest) => text.toLowerCase() === digest.toString('hex'),
    receiver: {
      cause: 'signature-hex',
      does: 'expects the signature in hex',
      fix: 'Base64-encode the digest instead of writing it in hex.',
      write: (digest) => digest.toString('hex'),
    },
  },
  {
    name: 'unpadded',
    sentence: 'The = at the end is missing. Use Base64 with padding.',
    matches: (text, digest) => text === digest.toString('base64').replace(/={1,2}$/, ''),
    receiver: {
      cause: 'signature-unpadded',
      does: 'expects the signature without the = at its end',
      fix: padded,
      write: (digest) => digest.toString('base64').replace(/={1,2}$/, ''),
    },
  },
  ...urlSafe.map(
    ({ ending, write }): Spelling => ({
      name: 'base64url',
      sentence: 'It is URL-safe Base64, with - and _. Use the standard alphabet, with + and /.',
      matches: (text, digest) => text === write(digest),
      receiver: {
        cause: 'signature-base64url',
        does: `expects the signature in URL-safe Base64${ending}`,
        fix: padded,
        write,
      },
    }),
  ),
  {
    name: 'plus-became-space',
    sentence: 'A space replaces a +: it was URL-decoded, but headers are not URL-encoded.',
    matches: (text, digest) => text === digest.toString('base64').replaceAll('+', ' '),
  },
  {
    name: 'percent-encoded',
    sentence: 'It is URL-encoded, with %2B, %2F or %3D. Headers are not URL-encoded.',
    matches: (text, digest) =>
      text.replace(/%../g, (code) => code.toUpperCase()) === encodeURIComponent(digest.toString('base64')),
    receiver: {
      cause: 'signature-url-encoded',
      does: 'URL-decodes X-Signature',
      fix: 'Use the value of X-Signature unchanged: headers are not URL-encoded.',
      write: (digest) => encodeURIComponent(digest.toString('base64')),
    },
  },
  {
    name: 'other-case',
    sentence: 'Its case was changed: Base64 is case-sensitive.',
    matches: (text, digest) => text.toLowerCase() === digest.toString('base64').toLowerCase(),
    receiver: {
      cause: 'signature-lower-cased',
      does: 'expects the signature in lower case',
      fix: 'Compare the signature unchanged: Base64 is case-sensitive.',
      write: (digest) => digest.toString('base64').toLowerCase(),
    },
  },
  {
    name: 'base64-of-hex',
    sentence: 'It is the Base64 of the digest in hex. Encode the 32 bytes themselves.',
    matches: (text, digest) => decoded(text).toLowerCase() === digest.toString('hex'),
    receiver: {
      cause: 'signature-base64-of-hex',
      does: 'expects the Base64 of the digest in hex',
      fix: 'Base64-encode the 32 bytes of the digest, not their text in hex.',
      write: (digest) => Buffer.from(digest.toString('hex')).toString('base64'),
    },
  },
  {
    name: 'base64-twice',
    sentence: 'It is Base64 of Base64. Encode it once.',
    matches: (text, digest) => decoded(text) === digest.toString('base64'),
    receiver: {
      cause: 'signature-base64-twice',
      does: 'expects the signature in Base64 twice',
      fix: 'Base64-encode the digest once.',
      write: (digest) => Buffer.from(digest.toString('base64')).toString('base64'),
    },
  },
  {
    name: 'cut-off',
    sentence: 'Only the beginning is there: a signature has 44 characters.',
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
