import { changedSignature } from './signature.ts';

const encodings = {
  hex: (genuine: string) => Buffer.from(genuine, 'base64').toString('hex'),
  'upper-case hex': (genuine: string) => Buffer.from(genuine, 'base64').toString('hex').toUpperCase(),
  Base64url: (genuine: string) => genuine.replaceAll('+', '-').replaceAll('/', '_'),
  'unpadded Base64': (genuine: string) => genuine.replace(/=+$/, ''),
  'a sha256= prefix': (genuine: string) => `sha256=${genuine}`,
  'a v1= prefix': (genuine: string) => `v1=${genuine}`,
  'quotation marks': (genuine: string) => `"${genuine}"`,
  JSON: (genuine: string) => JSON.stringify({ signature: genuine }),
  'Base64 of Base64': (genuine: string) => Buffer.from(genuine).toString('base64'),
} as const;

export type OtherEncoding = keyof typeof encodings;
export const otherEncodings = Object.keys(encodings) as OtherEncoding[];

/** The right digest, written in a way that the vendor does not write it. */
export function otherEncoding(encoding: OtherEncoding = 'hex') {
  return changedSignature(
    'other-encoding',
    `with the right digest written as or with ${encoding}`,
    encodings[encoding],
  );
}
