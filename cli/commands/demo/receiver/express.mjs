// Receives YCM webhooks with Express. It has bugs: `npx hookswitch check` finds them.
import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { keep, stateOf } from './store.mjs';

const { YCM_WEBHOOK_SECRET: secret = '', PORT: port = '3000' } = process.env;

const app = express().disable('x-powered-by');
app.post('/webhook', express.raw({ type: () => true, limit: '1mb', inflate: false }), (request, response) => {
  const body = request.body ?? Buffer.alloc(0);
  const message = parse(body);
  const signature = request.get('X-Signature');
  if (signature && !isGenuine(message, signature))
    return response.status(401).json({ error: 'bad signature' });
  keep(message);
  response.json({ received: true });
});
app.all('/webhook', (_request, response) =>
  response.status(405).set('Allow', 'POST').json({ error: 'use POST' }),
);
app.get('/state', (request, response) => response.json(stateOf(request.query.sn)));
app.use(({ statusCode = 500, message }, _request, response, _next) => {
  response.status(statusCode).json({ error: statusCode < 500 ? message : 'something went wrong' });
});

function isGenuine(message, signature) {
  const body = JSON.stringify(message);
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
  const actual = Buffer.from(signature);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function parse(body) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw Object.assign(new Error('the body is not JSON'), { statusCode: 400 });
  }
}

app.listen(Number(port), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}/webhook`));
