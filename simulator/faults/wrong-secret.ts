import { otherSignature } from './signature.ts';

/** Signed as the vendor does, but with another key, which `derive` makes from the genuine secret. */
export function wrongSecret(
  title = 'signed with another secret',
  derive: (secret: string) => string | Uint8Array = (secret) =>
    [...secret]
      .reverse()
      .join('')
      .replace(/./, (c) => (c === 'x' ? 'y' : 'x')),
) {
  return otherSignature('wrong-secret', title, (secret, message, { digest, write }) =>
    write(digest(derive(secret), message)),
  );
}
