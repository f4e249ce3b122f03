import type { Profile } from '../profile.ts';
import { signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** A GET, as crawlers and link previews send it, with an unsigned message. */
export function forgedGet(
  carriage: Profile['getCarriage'] = 'query',
  signature: 'missing' | 'wrong' = 'missing',
): Fault {
  const places = { body: 'in its body', query: 'in its query', none: 'left out' };
  const values = signature === 'missing' ? [] : ['A'.repeat(43).concat('=')];
  return {
    name: 'forged-get',
    title: `as GET, ${places[carriage]}, with a ${signature} X-Signature`,
    rewrite: (request) => ({ ...withHeader(request, signatureHeader, values), method: 'GET', carriage }),
  };
}

/** A method other than the configured one, with an unsigned body. */
export function unsignedMethod(method: string): Fault {
  return {
    name: 'unsigned-method',
    title: `as ${method}, in its body, without an X-Signature`,
    rewrite: (request) => ({ ...withHeader(request, signatureHeader, []), method, carriage: 'body' }),
  };
}
