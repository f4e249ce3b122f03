// Receives YCM webhooks with nothing but Node. It has bugs: `npx hookswitch check` finds them.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { keep, stateOf } from './store.mjs';

const { YCM_WEBHOOK_SECRET: secret = '', PORT: port = '3000' } = process.env;
const maxBytes = 1_000_000;

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const reply = (status, body, headers = {}) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  try {
    if (pathname === '/state') return reply(200, stateOf(searchParams.get('sn')));
    if (pathname !== '/webhook') return reply(404, { error: 'not found' });
    if (request.method !== 'POST') return reply(405, { error: 'use POST' }, { Allow: 'POST' });
    const body = await read(request);
    const message = parse(body);
    const signature = request.headers['x-signature'];
    if (signature && !isGenuine(message, signature)) return reply(401, { error: 'bad signature' });
    keep(message);
    reply(200, { received: true });
  } catch ({ statusCode = 500, message }) {
    reply(statusCode, { error: statusCode < 500 ? message : 'something went wrong' });
  }
});

function isGenuine(message, signature) {
  const body = JSON.stringify(message);
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
  const actual = Buffer.from(signature);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

async function read(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw Object.assign(new Error('the body is too large'), { statusCode: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(body) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw Object.assign(new Error('the body is not JSON'), { statusCode: 400 });
  }
}

server.listen(Number(port), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}/webhook`));
