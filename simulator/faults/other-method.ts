import type { Fault } from './fault.ts';

/** Another request method than the one configured; everything else, the signature included, is genuine. */
export function otherMethod(method: string = 'PUT'): Fault {
  return { name: 'other-method', title: `as ${method}`, rewrite: (request) => ({ ...request, method }) };
}
