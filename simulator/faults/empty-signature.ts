import { signatureHeaders } from './signature.ts';

/** An X-Signature without content: empty or blank. */
export function emptySignature(value: '' | ' ' | '\t' = '') {
  return signatureHeaders(
    'empty-signature',
    value === '' ? 'with an empty X-Signature' : 'with a blank X-Signature',
    [value],
  );
}
