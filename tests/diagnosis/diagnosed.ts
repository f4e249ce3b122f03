import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { testSecret } from '../runner/check-fixture.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';

export type Receive = (
  message: string,
  request: IncomingMessage,
) => number | readonly [status: number, headers: Record<string, string>];

export const basic = ['signature/accepts-genuine'];

/** The diagnosis of a receiver that responds like this. */
export async function diagnosed(receive: Receive, rules: readonly string[] = basic) {
  return (await checked(receive, rules)).diagnosis;
}

export function checked(
  receive: Receive,
  rules: readonly string[],
  options?: Parameters<typeof checkServer>[2],
) {
  const server = serverOf((message, response: ServerResponse, request) => {
    const [status, headers] = [receive(message, request)].flat() as [number, Record<string, string>?];
    response.writeHead(status, headers).end();
  });
  return checkServer(server, rules, options);
}

export const hmac = (message: string, key = testSecret) => createHmac('sha256', key).update(message);
export const given = ({ headers }: IncomingMessage, name = 'x-signature') => String(headers[name] ?? '');
export const isGenuine = (message: string, request: IncomingMessage) =>
  given(request) === hmac(message).digest('base64');
export const accepts = (isGood: boolean) => (isGood ? 200 : 401);
