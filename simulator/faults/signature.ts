import { headerValues } from '../../text/formats/headers.ts';
import { genuineSigner, type Signer } from '../signature/signer.ts';
import { type Rewrite, signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

const noDigest = Buffer.alloc(32);

/** A well-formed signature that is not genuine: 32 zero bytes in Base64. */
export const forgedSignature = genuineSigner.write(noDigest);

/** Sends one X-Signature header for each of these values, or none. */
export function signatureHeaders(name: string, title: string, values: readonly string[]): Fault {
  return { name, title, rewrite: withSignatures(values) };
}

/** The same as a change of a request. A forged signature is written like a genuine one. */
export function withSignatures(values: readonly string[]): Rewrite {
  return (request, _secret, signer = genuineSigner) =>
    withHeader(
      request,
      signatureHeader,
      values.map((value) => (value === forgedSignature ? signer.write(noDigest) : value)),
    );
}

/** A signature other than the genuine one, made from the secret and the message. */
export function otherSignature(
  name: string,
  title: string,
  make: (secret: string, message: Uint8Array, signer: Signer) => string,
): Fault {
  const rewrite: Rewrite = (request, secret, signer = genuineSigner) =>
    withHeader(request, signatureHeader, [make(secret, request.message, signer)]);
  return { name, title, rewrite };
}

/** The genuine signature, changed by `change`, which also gets a forged one. */
export function changedSignature(
  name: string,
  title: string,
  change: (genuine: string, forged: string) => string | readonly string[],
): Fault {
  const rewrite: Rewrite = (request, _secret, { write } = genuineSigner) => {
    const [genuine = ''] = headerValues(request.headers, signatureHeader);
    return withHeader(request, signatureHeader, [change(genuine, write(noDigest))].flat());
  };
  return { name, title, rewrite };
}
