import { createHash, createHmac } from 'node:crypto';
import type { Signer } from '../signature/signer.ts';
import { otherSignature } from './signature.ts';

const digests = {
  'unkeyed SHA-256': (_secret, bytes, write) => write(createHash('sha256').update(bytes).digest()),
  'SHA-256 of secret and body': (secret, bytes, write) =>
    write(createHash('sha256').update(secret).update(bytes).digest()),
  'SHA-256 of body and secret': (secret, bytes, write) =>
    write(createHash('sha256').update(bytes).update(secret).digest()),
  'unkeyed SHA-256 in hex': (_secret, bytes) => createHash('sha256').update(bytes).digest('hex'),
  'HMAC-SHA1': (secret, bytes, write) => write(createHmac('sha1', secret).update(bytes).digest()),
  'HMAC-SHA1 in hex after sha1=': (secret, bytes) =>
    `sha1=${createHmac('sha1', secret).update(bytes).digest('hex')}`,
  'HMAC-MD5': (secret, bytes, write) => write(createHmac('md5', secret).update(bytes).digest()),
  MD5: (_secret, bytes, write) => write(createHash('md5').update(bytes).digest()),
  none: () => 'none',
} satisfies Record<string, (secret: string, bytes: Uint8Array, write: Signer['write']) => string>;

export type WeakDigest = keyof typeof digests;
export const weakDigests = Object.keys(digests) as WeakDigest[];

/** A signature by another scheme, which some verifiers accept in addition. */
export function weakDigest(digest: WeakDigest = 'unkeyed SHA-256') {
  const title = digest === 'none' ? 'with "none" as its signature' : `signed with ${digest}`;
  return otherSignature('weak-digest', title, (secret, message, { write }) =>
    digests[digest](secret, message, write),
  );
}
