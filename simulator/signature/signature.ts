import { createHmac } from 'node:crypto';

/** The characters of a signature, each of six bits. */
export const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The signature of a message: Base64(HMAC-SHA256(secret, raw body)), standard alphabet with padding. The key is the text of the
 * secret, not decoded.
 *
 * Source: "the recipient can compute an HMAC-SHA256 signature of the received raw message body using the key, Base64-encode the
 * result, and compare it with the signature in the X-Signature header".
 *
 * @param secret The webhook's secret.
 * @param bytes The message as it is sent, byte for byte.
 * @example
 * ```js
 * import { sign } from 'hookswitch';
 *
 * console.log(sign('HookswitchExampleSecret32Letters', Buffer.from('[{"event":"did_change"}]')));
 * ```
 *
 * ```text
 * bVTjn8+RkAGFO8rEgJ+7jk+XtBSPlgnm4y4gzkemR48=
 * ```
 */
export function sign(secret: string, bytes: Uint8Array): string {
  return createHmac('sha256', secret).update(bytes).digest('base64');
}

/**
 * Whether a signature exactly matches that of {@link sign} for these bytes. For tests only: a receiver must compare in constant time, which
 * this function doesn't do.
 *
 * @param secret The webhook's secret.
 * @param bytes The bytes of the message, unchanged.
 * @param signature The value of `X-Signature`.
 */
export function verify(secret: string, bytes: Uint8Array, signature: string): boolean {
  return sign(secret, bytes) === signature;
}
