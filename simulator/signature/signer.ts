import { createHmac } from 'node:crypto';

/** How a signature is made. */
export interface Signer {
  /** The digest of these bytes. A key that isn't text is used as it is. */
  readonly digest: (key: string | Uint8Array, bytes: Uint8Array) => Uint8Array;
  /** Whether these bytes have such a digest; by default, all have. What isn't JSON can't be serialized again. */
  readonly signs?: (bytes: Uint8Array) => boolean;
  /** How the header contains a digest. */
  readonly write: (digest: Uint8Array) => string;
}

/** As YCM signs: Base64(HMAC-SHA256(key, bytes)). */
export const genuineSigner: Signer = {
  digest: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  write: (digest) => Buffer.from(digest).toString('base64'),
};
