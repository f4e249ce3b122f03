import type { DownstreamResponse } from '../../schemas/generated/types.ts';

/** The simulated service's response to a request if nothing has to fail. */
export interface ChosenResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the request changes something at the service. */
  readonly counts: boolean;
}

/** The first matching response; 200 with `{}` if none matches. Pure. */
export function responseTo(
  responses: readonly DownstreamResponse[],
  method: string,
  target: string,
): ChosenResponse {
  const [path = ''] = target.split('?', 1);
  const found = responses.find(
    (one) => (one.method === undefined || one.method === method) && isAt(one.path, path),
  );
  const { status = 200, headers = {}, body = {}, counts = true } = found ?? {};
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json';
  return {
    status,
    headers: { 'Content-Type': type, ...headers },
    body: isText ? body : JSON.stringify(body),
    counts,
  };
}

function isAt(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
