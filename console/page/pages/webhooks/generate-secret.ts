const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const secretLength = 32;

/** "A system-generated 32-character key": all characters are equally likely. */
export function generateWebhookSecret(): string {
  // 248 is the largest multiple of 62 in a byte. Larger values would favor the first letters.
  const fair = letters.length * Math.floor(256 / letters.length);
  let secret = '';
  while (secret.length < secretLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(64)))
      if (byte < fair && secret.length < secretLength) secret += letters[byte % letters.length];
  }
  return secret;
}
