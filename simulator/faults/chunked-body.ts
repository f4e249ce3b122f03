import type { Fault } from './fault.ts';

export const chunkedBody: Fault = {
  name: 'chunked-body',
  title: 'with Transfer-Encoding: chunked instead of a Content-Length',
  rewrite: (request) => ({ ...request, framing: 'chunked' }),
};
