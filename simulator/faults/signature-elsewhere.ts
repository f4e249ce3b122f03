import { headerValues } from '../../text/headers.ts';
import { type SignedRequest, signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** Where other services put a signature: verifiers that are copied from one look there. */
export const otherHeaders = [
  'Signature',
  'X-Hub-Signature-256',
  'X-Webhook-Signature',
  'X-Yeastar-Signature',
  'Authorization',
] as const;
export const signatureQueryParameters = ['signature', 'sign', 'X-Signature'] as const;

/** No X-Signature header; what it would hold stands in another one. */
export function signatureInHeader(name: string): Fault {
  return {
    name: 'missing-signature',
    title: `without an X-Signature header, whose signature stands in ${name}`,
    rewrite: (request) => {
      const [genuine = ''] = headerValues(request.headers, signatureHeader);
      return withHeader(withoutSignature(request), name, [genuine]);
    },
  };
}

/** No X-Signature header; what it would hold stands in the query, where every log has it. */
export function signatureInQuery(parameter: string): Fault {
  return {
    name: 'missing-signature',
    title: `without an X-Signature header, whose signature stands in the query as ${parameter}`,
    rewrite: (request) => {
      const [genuine = ''] = headerValues(request.headers, signatureHeader);
      const url = new URL(request.url);
      const sign = url.search === '' ? '?' : '&';
      url.search += `${sign}${parameter}=${encodeURIComponent(genuine)}`;
      return { ...withoutSignature(request), url: url.href };
    },
  };
}

function withoutSignature(request: SignedRequest): SignedRequest {
  return withHeader(request, signatureHeader, []);
}
