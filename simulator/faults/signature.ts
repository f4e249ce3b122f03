import { headerValues } from '../../text/headers.ts';
import { signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** A well-formed signature that is not genuine: 32 zero bytes in Base64. */
export const forgedSignature = 'A'.repeat(43).concat('=');

/** Sends one X-Signature header for each of these values, or none. */
export function signatureHeaders(name: string, title: string, values: readonly string[]): Fault {
  return { name, title, rewrite: (request) => withHeader(request, signatureHeader, values) };
}

/** A signature other than the genuine one, made from the secret and the message. */
export function otherSignature(
  name: string,
  title: string,
  make: (secret: string, message: Uint8Array) => string,
): Fault {
  const rewrite: Fault['rewrite'] = (request, secret) =>
    withHeader(request, signatureHeader, [make(secret, request.message)]);
  return { name, title, rewrite };
}

/** The genuine signature, changed by `change`. */
export function changedSignature(
  name: string,
  title: string,
  change: (genuine: string) => string | readonly string[],
): Fault {
  return {
    name,
    title,
    rewrite: (request) => {
      const [genuine = ''] = headerValues(request.headers, signatureHeader);
      return withHeader(request, signatureHeader, [change(genuine)].flat());
    },
  };
}
