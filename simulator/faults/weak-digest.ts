import { createHash, createHmac } from 'node:crypto';
import { signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

const digests = {
  'unkeyed SHA-256': (_secret: string, bytes: Uint8Array) =>
    createHash('sha256').update(bytes).digest('base64'),
  'SHA-256 of secret and body': (secret: string, bytes: Uint8Array) =>
    createHash('sha256').update(secret).update(bytes).digest('base64'),
  'SHA-256 of body and secret': (secret: string, bytes: Uint8Array) =>
    createHash('sha256').update(bytes).update(secret).digest('base64'),
  'unkeyed SHA-256 in hex': (_secret: string, bytes: Uint8Array) =>
    createHash('sha256').update(bytes).digest('hex'),
  'HMAC-SHA1': (secret: string, bytes: Uint8Array) =>
    createHmac('sha1', secret).update(bytes).digest('base64'),
  'HMAC-SHA1 in hex after sha1=': (secret: string, bytes: Uint8Array) =>
    `sha1=${createHmac('sha1', secret).update(bytes).digest('hex')}`,
  'HMAC-MD5': (secret: string, bytes: Uint8Array) => createHmac('md5', secret).update(bytes).digest('base64'),
  MD5: (_secret: string, bytes: Uint8Array) => createHash('md5').update(bytes).digest('base64'),
  none: () => 'none',
} as const;

export type WeakDigest = keyof typeof digests;
export const weakDigests = Object.keys(digests) as WeakDigest[];

/** A signature by another scheme, which some verifiers accept in addition. */
export function weakDigest(digest: WeakDigest = 'unkeyed SHA-256'): Fault {
  return {
    name: 'weak-digest',
    title: digest === 'none' ? 'with "none" as its signature' : `signed with ${digest}`,
    rewrite: (request, secret) =>
      withHeader(request, signatureHeader, [digests[digest](secret, request.message)]),
  };
}
