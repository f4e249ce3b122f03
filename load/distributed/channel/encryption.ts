import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { parseForeignJson } from '../../../schemas/foreign-json.ts';

/** The kind of an encrypted message. One kind can't be passed off as another. */
type EncryptedKind = 'run' | 'admission' | 'beat' | 'slice' | 'worker' | 'message';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const maxBytes = 16 * 1024 * 1024;

/**
 * Encrypts what the coordinator and the workers of a run exchange through Redis. Only holders of the webhook's secret can read or write it.
 * The secret itself is never sent.
 */
export class MessageCipher {
  readonly #key: Buffer;

  /** @param scope Limits the key to this run, or to this worker in it. */
  constructor(secret: string, scope: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, scope, 'hookswitch load --via', 32));
  }

  encrypt(kind: EncryptedKind, value: unknown): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(kind));
    const encrypted = [cipher.update(deflateRawSync(JSON.stringify(value))), cipher.final()];
    return Buffer.concat([nonce, ...encrypted, cipher.getAuthTag()]).toString('base64');
  }

  /** The decrypted value, if it was encrypted with the same secret, for the same run and as this kind; otherwise `undefined`. */
  decrypt(kind: EncryptedKind, text: string): unknown {
    if (text.length > maxBytes) return undefined;
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length < nonceBytes + tagBytes) return undefined;
    const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(kind));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    try {
      const packed = Buffer.concat([
        decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
        decipher.final(),
      ]);
      return parseForeignJson(inflateRawSync(packed, { maxOutputLength: maxBytes }).toString('utf8'));
    } catch {
      return undefined;
    }
  }
}
