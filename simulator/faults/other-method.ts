import type { Profile } from '../profile.ts';
import type { Fault } from './fault.ts';

/**
 * Another request method than the one configured, and another place of the message if one is given; everything else, the signature
 * included, is genuine.
 */
export function otherMethod(method: string = 'PUT', carriage?: Profile['getCarriage']): Fault {
  return {
    name: 'other-method',
    title: `sent as ${method}${carriage === undefined ? '' : `, in the ${carriage}`}`,
    rewrite: (request) => ({ ...request, method, ...(carriage && { carriage }) }),
  };
}
