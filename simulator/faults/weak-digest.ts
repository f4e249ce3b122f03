import { createHash, createHmac } from 'node:crypto';
import { otherSignature } from './signature.ts';

const digests = {
  'unkeyed SHA-256': (_secret, bytes) => createHash('sha256').update(bytes).digest('base64'),
  'SHA-256 of secret and body': (secret, bytes) =>
    createHash('sha256').update(secret).update(bytes).digest('base64'),
  'SHA-256 of body and secret': (secret, bytes) =>
    createHash('sha256').update(bytes).update(secret).digest('base64'),
  'unkeyed SHA-256 in hex': (_secret, bytes) => createHash('sha256').update(bytes).digest('hex'),
  'HMAC-SHA1': (secret, bytes) => createHmac('sha1', secret).update(bytes).digest('base64'),
  'HMAC-SHA1 in hex after sha1=': (secret, bytes) =>
    `sha1=${createHmac('sha1', secret).update(bytes).digest('hex')}`,
  'HMAC-MD5': (secret, bytes) => createHmac('md5', secret).update(bytes).digest('base64'),
  MD5: (_secret, bytes) => createHash('md5').update(bytes).digest('base64'),
  none: () => 'none',
} satisfies Record<string, (secret: string, bytes: Uint8Array) => string>;

export type WeakDigest = keyof typeof digests;
export const weakDigests = Object.keys(digests) as WeakDigest[];

/** A signature by another scheme, which some verifiers accept in addition. */
export function weakDigest(digest: WeakDigest = 'unkeyed SHA-256') {
  const title = digest === 'none' ? 'with "none" as its signature' : `signed with ${digest}`;
  return otherSignature('weak-digest', title, digests[digest]);
}
