import { signatureHeaders } from './signature.ts';

/** An impossible signature. Values have one Latin-1 character per byte, including control characters. */
export function malformedSignature(title = 'with "not base64!" as its signature', value = 'not base64!') {
  return signatureHeaders('malformed-signature', title, [value]);
}
