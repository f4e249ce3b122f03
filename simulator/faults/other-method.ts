import type { Fault } from './fault.ts';

/**
 * Uses a method other than the configured one and, if a carriage is given, puts the message there. Everything else is genuine, including
 * the signature.
 */
export function otherMethod(method: string = 'PUT', carriage?: 'body' | 'query'): Fault {
  return {
    name: 'other-method',
    title: `sent as ${method}${carriage === undefined ? '' : `, in the ${carriage}`}`,
    rewrite: (request) => ({ ...request, method, ...(carriage && { carriage }) }),
  };
}
