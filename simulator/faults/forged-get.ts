import type { Profile } from '../profile.ts';
import { signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** A GET such as crawlers and link previews make, with a message that nobody has signed. */
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

/** Another method than the one configured, with a body that nobody has signed. */
export function unsignedMethod(method: string): Fault {
  return {
    name: 'unsigned-method',
    title: `as ${method}, in its body, without an X-Signature`,
    rewrite: (request) => ({ ...withHeader(request, signatureHeader, []), method, carriage: 'body' }),
  };
}
