import type { Profile } from '../profile.ts';
import { type Rewrite, signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';
import { forgedSignature, withSignatures } from './signature.ts';

/** A GET, as crawlers and link previews send it, with an unsigned message. */
export function forgedGet(
  carriage: Profile['payloadIn'] = 'query',
  signature: 'missing' | 'wrong' = 'missing',
): Fault {
  const places = {
    body: 'its content in the body',
    query: 'its content in the query',
    none: 'its content left out',
  };
  const values = signature === 'missing' ? [] : [forgedSignature];
  const signed = withSignatures(values);
  const rewrite: Rewrite = (request, secret, signer) => ({
    ...signed(request, secret, signer),
    method: 'GET',
    carriage,
  });
  return {
    name: 'forged-get',
    title: `sent as GET with ${places[carriage]}, ${signature === 'missing' ? 'without an' : 'with a wrong'} X-Signature`,
    rewrite,
  };
}

/** A method other than the configured one, with an unsigned body. */
export function unsignedMethod(method: string): Fault {
  return {
    name: 'unsigned-method',
    title: `sent as ${method} with its content in the body, without an X-Signature`,
    rewrite: (request) => ({ ...withHeader(request, signatureHeader, []), method, carriage: 'body' }),
  };
}
