import { headerValues } from '../../text/formats/headers.ts';
import { type SignedRequest, signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** Places where other services put a signature. Verifiers copied from one look there. */
export const otherHeaders = [
  'Signature',
  'X-Hub-Signature-256',
  'X-Webhook-Signature',
  'X-Yeastar-Signature',
  'Authorization',
] as const;
export const signatureQueryParameters = ['signature', 'sign', 'X-Signature'] as const;

/** Headers in which other services send the bare secret, which proves nothing about the message. */
const secretHeaders = [
  'X-Webhook-Secret',
  'X-Secret',
  'X-Webhook-Token',
  'X-Api-Key',
  'X-Yeastar-Signature',
] as const;

/** Every forgery without an X-Signature header, but with the genuine signature or the bare secret somewhere else. */
export function credentialsElsewhere(): Fault[] {
  return [
    ...otherHeaders.map((name) => signatureInHeader(name)),
    signatureInHeader('Authorization', 'Bearer '),
    ...[...signatureQueryParameters, 'token'].map(signatureInQuery),
    ...bareSecrets.map(({ fault }) => fault),
  ];
}

/** The bare secret, where other services put it. */
export const bareSecrets: readonly { readonly place: string; readonly fault: Fault }[] = [
  ...secretHeaders.map((name) => ({ place: name, fault: secretInHeader(name) })),
  { place: 'Authorization after Bearer', fault: secretInHeader('Authorization', 'Bearer ') },
  ...['token', 'secret', 'key'].map((name) => ({
    place: `the query parameter ${name}`,
    fault: secretInQuery(name),
  })),
];

/** No X-Signature header. The signature is in another header. */
export function signatureInHeader(name: string, prefix = ''): Fault {
  const title = `whose signature is in ${name}${afterPrefix(prefix)}`;
  return withoutSignature(title, (request, genuine) => withHeader(request, name, [`${prefix}${genuine}`]));
}

/** No X-Signature header. The signature is in the query, which is in every log. */
export function signatureInQuery(parameter: string): Fault {
  const title = `whose signature is in the query as ${parameter}`;
  return withoutSignature(title, (request, genuine) => withParameter(request, parameter, genuine));
}

/** No X-Signature header. The secret itself is in another header. */
function secretInHeader(name: string, prefix = ''): Fault {
  const title = `whose secret is in ${name}${afterPrefix(prefix)}`;
  const fault = withoutSignature(title, (request, _genuine, secret) =>
    withHeader(request, name, [`${prefix}${secret}`]),
  );
  return { ...fault, carriesSecret: true };
}

function secretInQuery(parameter: string): Fault {
  const title = `whose secret is in the query as ${parameter}`;
  const fault = withoutSignature(title, (request, _genuine, secret) =>
    withParameter(request, parameter, secret),
  );
  return { ...fault, carriesSecret: true };
}

function withoutSignature(
  title: string,
  add: (request: SignedRequest, genuine: string, secret: string) => SignedRequest,
): Fault {
  return {
    name: 'missing-signature',
    title: `without an X-Signature header, ${title}`,
    rewrite: (request, secret) => {
      const [genuine = ''] = headerValues(request.headers, signatureHeader);
      return add(withHeader(request, signatureHeader, []), genuine, secret);
    },
  };
}

function afterPrefix(prefix: string): string {
  return prefix === '' ? '' : ` after ${prefix.trim()}`;
}

function withParameter(request: SignedRequest, parameter: string, value: string): SignedRequest {
  const url = new URL(request.url);
  url.search += `${url.search && '&'}${parameter}=${encodeURIComponent(value)}`;
  return { ...request, url: url.href };
}
