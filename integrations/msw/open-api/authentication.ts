import { type HttpHandler, HttpResponse, http } from 'msw';
import { unixSeconds } from '../../../simulator/index.ts';
import { readCallText } from '../read-text.ts';
import type { Tokens } from './tokens.ts';

/** A client's credentials. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Requests, refreshes and revokes tokens: `application/x-www-form-urlencoded`. Errors follow RFC 6749. */
export function authentication(base: string, credentials: Credentials, tokens: Tokens): HttpHandler[] {
  const isKnown = (form: URLSearchParams) =>
    form.get('client_id') === credentials.clientId && form.get('client_secret') === credentials.clientSecret;

  return [
    http.post(`${base}/oauth/token`, async ({ request }) => {
      const form = new URLSearchParams((await readCallText(request)).text);
      switch (form.get('grant_type')) {
        case 'client_credentials':
          return isKnown(form) ? HttpResponse.json(tokens.grant()) : refused(401, 'invalid_client');
        case 'refresh_token': {
          const grant = tokens.refresh(form.get('refresh_token') ?? '');
          return grant ? HttpResponse.json(grant) : refused(400, 'invalid_grant');
        }
        case null:
          return refused(400, 'invalid_request');
        default:
          return refused(400, 'unsupported_grant_type');
      }
    }),
    http.delete(`${base}/oauth/token/refresh_token`, async ({ request }) => {
      const form = new URLSearchParams((await readCallText(request)).text);
      if (!isKnown(form)) return refused(401, 'invalid_client');
      tokens.revokeRefresh();
      return HttpResponse.json({
        client_id: credentials.clientId,
        effect_time: unixSeconds(),
      });
    }),
  ];
}

function refused(status: number, error: string): Response {
  return HttpResponse.json({ error }, { status });
}
