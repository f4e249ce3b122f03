import { signatureHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** The signature header in another case: header names are case-insensitive (RFC 9110, 5.1). */
export function headerCase(name: string = 'x-signature'): Fault {
  return {
    name: 'header-case',
    title: `with the header written ${name}`,
    rewrite: (request) => ({
      ...request,
      headers: request.headers.map(([key, value]) => [key === signatureHeader ? name : key, value]),
    }),
  };
}
