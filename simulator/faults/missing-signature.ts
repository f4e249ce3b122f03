import { signatureHeaders } from './signature.ts';

export const missingSignature = signatureHeaders('missing-signature', 'without an X-Signature header', []);
