/** A sentence about a file that may be another one than was meant: 32 letters and digits are a secret of YCM's. */
export function withoutSecrets(sentence: string): string {
  return sentence.replace(/[A-Za-z0-9]{32,}/g, (text) =>
    /[a-z]/.test(text) && /[A-Z]/.test(text) ? '***' : text,
  );
}
