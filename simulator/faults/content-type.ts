import { withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** Another Content-Type, or none. The vendor doesn't document one. */
export function contentType(value?: string): Fault {
  return {
    name: 'content-type',
    title: value === undefined ? 'without a Content-Type' : `with Content-Type: ${value}`,
    rewrite: (request) => withHeader(request, 'Content-Type', value === undefined ? [] : [value]),
  };
}
