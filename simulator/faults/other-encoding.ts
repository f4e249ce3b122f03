import { base64Alphabet } from '../signature/signature.ts';
import { changedSignature } from './signature.ts';

/** Encodings of the correct digest, as phrases that follow "the correct digest". */
const encodings = {
  'in hex': (genuine: string) => Buffer.from(genuine, 'base64').toString('hex'),
  'in upper-case hex': (genuine: string) => Buffer.from(genuine, 'base64').toString('hex').toUpperCase(),
  'in Base64url': (genuine: string) => genuine.replaceAll('+', '-').replaceAll('/', '_'),
  // The result of Node's digest('base64url') and JWT libraries.
  'in Base64url without padding': (genuine: string) =>
    genuine
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/={1,2}$/, ''),
  'in Base64 without its padding': (genuine: string) => genuine.replace(/={1,2}$/, ''),
  'in Base64 twice': (genuine: string) => Buffer.from(genuine).toString('base64'),
  'in Base64 whose unused bits are set': (genuine: string) => genuine.replace(/.=$/, withUnusedBits),
  'percent-encoded': (genuine: string) => encodeURIComponent(genuine),
  'after sha256=': (genuine: string) => `sha256=${genuine}`,
  'after v1=': (genuine: string) => `v1=${genuine}`,
  'before other text': (genuine: string) => `${genuine}AAAA`,
  'in quotation marks': (genuine: string) => `"${genuine}"`,
  'in JSON': (genuine: string) => JSON.stringify({ signature: genuine }),
} as const;

export type OtherEncoding = keyof typeof encodings;
export const otherEncodings = Object.keys(encodings) as OtherEncoding[];

/** The correct digest in an encoding that the vendor doesn't use. */
export function otherEncoding(encoding: OtherEncoding = 'in hex') {
  return changedSignature('other-encoding', `with the correct digest ${encoding}`, encodings[encoding]);
}

/** The Base64 of 32 bytes leaves two bits of the last character unused. This sets one of them, which lenient decoders ignore. */
function withUnusedBits(end: string): string {
  return `${base64Alphabet.charAt(base64Alphabet.indexOf(end.charAt(0)) | 1)}=`;
}
