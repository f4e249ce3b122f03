import { mask } from './mask.ts';

/** A sentence about a file that may be the wrong one. 32 letters and digits may be a YCM secret, so they are masked. */
export function withoutSecrets(sentence: string): string {
  return sentence.replace(/[A-Za-z0-9]{32,}/g, (text) =>
    /[a-z]/.test(text) && /[A-Z]/.test(text) ? mask : text,
  );
}
