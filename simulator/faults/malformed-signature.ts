import { signatureHeaders } from './signature.ts';

/** A signature that cannot be one. Values are written one Latin-1 character a byte, control characters included. */
export function malformedSignature(title = 'with "not base64!" as its signature', value = 'not base64!') {
  return signatureHeaders('malformed-signature', title, [value]);
}
