import { createHash } from 'node:crypto';
import { type Computation, hmac } from './computation.ts';
import type { ReceiverMistake } from './mistake.ts';

const otherDigest = (does: string): ReceiverMistake => ({
  cause: 'signature-other-digest',
  does,
  fix: 'Compute HMAC-SHA256 with the secret as the key over the raw body.',
});

const otherHashes = ['sha1', 'md5', 'sha384', 'sha512'] as const;

/** The genuine secret and message with an algorithm other than HMAC-SHA256. */
export const otherAlgorithms: readonly Computation[] = [
  ...otherHashes.map((hash) => ({
    name: `hmac-${hash}`,
    sentence: `It is HMAC-${hash.toUpperCase()}, but must be HMAC-SHA256.`,
    digests: (secret: string | Uint8Array, bytes: Buffer) => [hmac(hash, secret, bytes)],
    receiver: otherDigest(`computes HMAC-${hash.toUpperCase()} instead of HMAC-SHA256`),
  })),
  {
    name: 'unkeyed',
    sentence:
      'It is a digest of the message without the secret, so anybody can make it. It must be HMAC-SHA256.',
    digests: (_secret, bytes) => ['sha256', 'sha1', 'md5'].map((hash) => digestOf(hash, bytes)),
    receiver: otherDigest('computes a plain hash of the body, without the secret'),
  },
  {
    name: 'concatenated',
    sentence: 'It is SHA-256 of the secret and message joined together. It must be HMAC-SHA256.',
    digests: (secret, bytes) => [digestOf('sha256', secret, bytes), digestOf('sha256', bytes, secret)],
    receiver: otherDigest('hashes the secret and the body joined together instead of computing an HMAC'),
  },
  {
    name: 'key-and-message-swapped',
    sentence: 'The secret and the message are swapped: the secret must be the key of the HMAC.',
    digests: (secret, bytes) => [hmac('sha256', bytes, secret)],
    receiver: otherDigest('swaps the secret and the body in its HMAC'),
  },
];

function digestOf(hash: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const digest = createHash(hash);
  for (const part of parts) digest.update(part);
  return digest.digest();
}
