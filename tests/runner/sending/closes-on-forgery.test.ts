import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { isGenuine } from '../../diagnosis/diagnosed.ts';
import { checkServer, serverOf } from '../check-server.ts';

const rules = ['signature/rejects-missing', 'signature/rejects-empty', 'method/rejects-other-methods'];

/** The verdicts of the rules for a receiver that does this with a message that isn't genuine. */
async function verdictsIf(reject: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = serverOf((message, response, request) => {
    if (request.method === 'POST' && isGenuine(message, request)) response.end();
    else reject(request, response);
  });
  const { results } = await checkServer(server, rules);
  return results.map(({ verdict }) => verdict);
}

it('accepts a closed connection as a rejection if every forged message gets one', async () => {
  expect(await verdictsIf((request) => void request.socket.destroy())).toEqual(['pass', 'pass', 'pass']);
});

it('blames a receiver that closes the connection only on some forged messages', async () => {
  const verdicts = await verdictsIf((request, response) => {
    if (request.headers['x-signature']) response.writeHead(401).end();
    else request.socket.destroy();
  });
  expect(verdicts).toEqual(['fail', 'fail', 'pass']);
});

it('blames a receiver that serves no genuine message afterwards', async () => {
  let failsNext = false;
  const server = serverOf((message, response, request) => {
    const isGood = request.method === 'POST' && isGenuine(message, request);
    if (isGood && !failsNext) response.end();
    else request.socket.destroy();
    failsNext = !isGood;
  });
  const { results } = await checkServer(server, rules);
  expect(results.every(({ verdict }) => verdict === 'pass')).toBe(false);
});
