import { sign } from '../signature/signature.ts';
import { signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** The genuine signature of another message: by default, of no bytes. */
export function swappedSignature(
  title = 'with the signature of an empty body',
  other: Uint8Array = new Uint8Array(),
): Fault {
  return {
    name: 'swapped-signature',
    title,
    rewrite: (request, secret) => withHeader(request, signatureHeader, [sign(secret, other)]),
  };
}
