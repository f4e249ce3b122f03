import { withHeader } from '../wire/request.ts';
import { urlOf } from '../wire/wire.ts';
import type { Fault } from './fault.ts';

/** A genuine message with a forged one in the other place: in the body if the genuine one is in the query, otherwise in the query. */
export function secondMessage(forged: Uint8Array, place: 'body' | 'query'): Fault {
  return {
    name: 'second-message',
    title: `with a second, forged message in its ${place}`,
    rewrite: (request) =>
      place === 'query'
        ? { ...request, url: urlOf({ ...request, carriage: 'query', message: forged }) }
        : {
            ...withHeader(request, 'Content-Type', ['application/json']),
            ...{ url: urlOf(request), carriage: 'body', message: forged },
          },
  };
}
