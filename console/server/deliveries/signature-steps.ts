import { createHash, createHmac } from 'node:crypto';
import { fingerprint } from '../../../text/secrets/redact.ts';
import type { ComputedSteps } from '../api/types.ts';

/** How a signature is computed: with the webhook's current secret, if the message was signed with that one. Pure. */
export function signatureSteps(
  message: Uint8Array,
  signature: string,
  secret: string | undefined,
): ComputedSteps {
  const digest = secret === undefined ? undefined : createHmac('sha256', secret).update(message).digest();
  const isCurrent = digest?.toString('base64') === signature;
  return {
    secretFingerprint: isCurrent && secret !== undefined ? fingerprint(secret) : 'no longer known',
    messageBytes: message.length,
    messageSha256: createHash('sha256').update(message).digest('hex'),
    // Base64 is another encoding of the same 32 bytes.
    hmacHex: Buffer.from(signature, 'base64').toString('hex'),
    signature,
    isCurrent,
  };
}
