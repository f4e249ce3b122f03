import { randomUUID } from 'node:crypto';
import { HttpResponse, type HttpResponseResolver, type PathParams } from 'msw';
import { HookswitchError, unixSeconds } from '../../../simulator/index.ts';
import { defined } from '../../../text/defined.ts';
import type { Tokens } from './tokens.ts';

/** A request that the API rejects, and why. */
export class Refused extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

/** The input of an endpoint: path parameters, the query, and the request for its body. */
export interface Asked {
  readonly request: Request;
  readonly params: PathParams;
  readonly query: URLSearchParams;
}

/** An endpoint that needs an access token. The result of `work` is the response's `data`. */
export function endpoint(tokens: Tokens, work: (asked: Asked) => unknown): HttpResponseResolver {
  return async ({ request, params }) => {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
    if (!tokens.isAccess(token)) return unauthorized();
    try {
      const data = await work({ request, params, query: new URL(request.url).searchParams });
      return HttpResponse.json({ ...defined({ data }), ...envelope('Success') });
    } catch (error) {
      if (error instanceof Refused) return failed(error.status, error.message);
      if (error instanceof HookswitchError) return failed(400, error.message);
      throw error;
    }
  };
}

/** RFC 6750 names the header; the vendor shows no such response. */
function unauthorized(): Response {
  const message = 'the access token is missing, wrong or expired; request one, or refresh it';
  return failed(401, message, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
}

function failed(status: number, message: string, headers: Record<string, string> = {}): Response {
  return HttpResponse.json({ ...envelope('Failed'), message }, { status, headers });
}

function envelope(status: 'Success' | 'Failed') {
  return {
    requestId: randomUUID().replaceAll('-', ''),
    status,
    time: unixSeconds(),
  };
}
