import { createHmac } from 'node:crypto';

/**
 * The signature of a message: Base64(HMAC-SHA256(secret, raw body)), standard alphabet with padding. The key is the text of the
 * secret, not decoded.
 *
 * Source: "the recipient can compute an HMAC-SHA256 signature of the received raw message body using the key, Base64-encode the
 * result, and compare it with the signature in the X-Signature header".
 */
export function sign(secret: string, bytes: Uint8Array): string {
  return createHmac('sha256', secret).update(bytes).digest('base64');
}

/** Whether `signature` is, to the letter, the one that {@link sign} gives for these bytes. */
export function verify(secret: string, bytes: Uint8Array, signature: string): boolean {
  return sign(secret, bytes) === signature;
}
