import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { isGenuine } from '../../diagnosis/diagnosed.ts';
import { checkServer, serverOf } from '../../runner/check-server.ts';

const rules = ['signature/checks-the-test-message-too', 'signature/checks-every-message'];

/** The message is in the query. */
function isSigned(request: IncomingMessage): boolean {
  return isGenuine(new URL(request.url ?? '', 'http://a').searchParams.get('message') ?? '', request);
}

it('names a cache that responds to a GET with the same URL', async () => {
  const cached = new Map<string | undefined, number>();
  const server = serverOf((_message, response, request) => {
    const status = cached.get(request.url) ?? (isSigned(request) ? 200 : 401);
    cached.set(request.url, status);
    response.writeHead(status).end();
  });
  const options = { method: 'GET', profile: { payloadIn: 'query' } } as const;
  const { results } = await checkServer(server, rules, options);
  expect(results).toHaveLength(2);
  for (const { finding } of results)
    expect(finding?.fix).toContain('If a cache in front of your receiver responds');
});

it('names no cache for a POST', async () => {
  const server = serverOf((_message, response) => void response.end());
  const { results } = await checkServer(server, rules);
  expect(results).toHaveLength(2);
  for (const { finding } of results) expect(finding?.fix).not.toContain('cache');
});
