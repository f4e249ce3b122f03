import { otherSignature } from './signature.ts';

/** The genuine signature of another message: by default, of no bytes. */
export function swappedSignature(
  title = 'with the signature of an empty body',
  other: Uint8Array = new Uint8Array(),
) {
  return otherSignature('swapped-signature', title, (secret, _message, { digest, write }) =>
    write(digest(secret, other)),
  );
}
