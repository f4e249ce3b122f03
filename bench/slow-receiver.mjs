// A receiver that is slow or fails, depending on BEHAVIOR. The bench whole-check tests whether a check ends within its budget.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const { BEHAVIOR, PORT, YCM_WEBHOOK_SECRET: secret } = process.env;
const serialMs = 400;
const downstreamMs = 4000;
const observerMs = 1000;
const perMinute = 100;
const crashesAtEach = 7;

const states = new Map();
let queue = Promise.resolve();
let accepted = 0;
let windowStartedAt = 0;
let inWindow = 0;

/** Resolves when the message may be handled; false if it is dropped. */
const delays = {
  'serial 400 ms': () => {
    queue = queue.then(() => sleep(serialMs));
    return queue;
  },
  'waits 4 s for a downstream': () => sleep(downstreamMs),
  hangs: () => new Promise(() => {}),
};

function isLimited() {
  const now = Date.now();
  if (now - windowStartedAt > 60_000) [windowStartedAt, inWindow] = [now, 0];
  inWindow += 1;
  return inWindow > perMinute;
}

function statusOf(body, signature) {
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
  const given = Buffer.from(String(signature ?? ''));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 401;
  let message;
  try {
    message = JSON.parse(body.toString('utf8'));
  } catch {
    return 400;
  }
  accepted += 1;
  if (BEHAVIOR === 'crashes at each 7th message' && accepted % crashesAtEach === 0) process.exit(1);
  for (const report of Array.isArray(message) ? message : [])
    if (typeof report?.sn === 'string') states.set(report.sn, report);
  return 200;
}

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/state') {
    if (BEHAVIOR === 'shows its state after 1 s') await sleep(observerMs);
    return response.end(JSON.stringify(states.get(searchParams.get('sn')) ?? null));
  }
  if (BEHAVIOR === 'resets connections') return request.socket.resetAndDestroy();
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    return;
  }
  await delays[BEHAVIOR]?.();
  if (BEHAVIOR === 'takes 100 requests a minute' && isLimited())
    return response.writeHead(429, { 'Retry-After': '30' }).end();
  response.writeHead(statusOf(Buffer.concat(chunks), request.headers['x-signature'])).end();
}).listen(Number(PORT), '127.0.0.1');
