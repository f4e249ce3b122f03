import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileJson, inheritedNames } from '../../support/hostile-json.ts';
import { openTestConsole } from './console-driver.ts';

/** Sends raw bytes, and returns what comes back until the other side closes, or enough of it. */
function exchange(url: string, bytes: Buffer): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), '127.0.0.1');
    const end = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', end);
    socket.on('close', end);
    // A half-closed connection: there is nothing to wait for.
    socket.end(bytes);
  });
}

const methods = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH') },
  fc.constantFrom(
    'CONNECT',
    'TRACE',
    'PROPFIND',
    'get',
    'M-SEARCH',
    'QUERY',
    '',
    'G\u0000T',
    'X'.repeat(9000),
  ),
);

const paths = [
  ...[
    '/',
    '/api/webhooks',
    '/api/push',
    '/api/deliveries',
    '/api/inbox',
    '/api/inbox/response',
    '/api/checks',
  ],
  ...['/api/fleet/actions', '/api/webhooks/../push', '/api/checks/%00', '/api/inbox/99999999999999999999'],
  ...['/api/deliveries?limit=1&limit=2', '/api/deliveries?text=%ff%fe', '//', '*', '/../../etc/passwd'],
  ...[
    '/%2e%2e/%2e%2e/etc/passwd',
    '/api/%',
    '/api/webhooks/%E0%A4%A',
    `/${'a/'.repeat(3000)}`,
    'http://evil.example/',
  ],
  ...['/api/checks/__proto__/report/json', '/api/webhooks/constructor', '/main.js\u0000.html', ''],
];

const heads = [
  ...[
    'Host: localhost:PORT',
    'Host: evil.example',
    'Host:',
    'Host: localhost:PORT\r\nHost: evil.example',
    '',
  ],
  ...['Host: localhost:PORT\r\nTransfer-Encoding: chunked', 'Host: localhost:PORT\r\nExpect: 100-continue'],
  ...[
    'Host: localhost:PORT\r\nUpgrade: websocket\r\nConnection: Upgrade',
    'Host: localhost:PORT\r\nX: \u0001',
  ],
  ...['Host: localhost:PORT\r\nContent-Length: 5\r\nTransfer-Encoding: chunked', 'Host: \u00ff'],
  ...[
    `Host: localhost:PORT\r\nCookie: ${'a=b; '.repeat(5000)}`,
    `Host: localhost:PORT${'\r\nA: b'.repeat(1500)}`,
  ],
  ...['Host: localhost:PORT\r\nContent-Encoding: gzip', 'Host: localhost:PORT\r\nOrigin: null'],
];

const bodies = fc.oneof(
  fc.constantFrom('', '{', '[]', 'null', '{"__proto__":{"url":1}}', '[['.repeat(50_000), '\u0000', '1e999'),
  fc.json(),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  fc.constantFrom('5\r\nabc', 'zz\r\n', 'ffffffffffffffff\r\n'),
);

const lengths = fc.constantFrom(
  'Content-Length: SIZE',
  'Content-Length: SIZE',
  'Content-Length: 1000000',
  'Content-Length: -1',
  'Content-Length: 1e3',
  'X-None: 1',
);

const requests = fc
  .record({
    method: methods,
    path: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...paths) }, fc.webPath()),
    head: fc.constantFrom(...heads),
    type: fc.constantFrom('Content-Type: application/json', 'Content-Type: text/plain', 'Content-Type: ;;'),
    length: lengths,
    body: bodies,
    version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9'),
  })
  .map((one) => ({
    ...one,
    lines: [`${one.method} ${one.path} ${one.version}`, one.head, one.type, one.length],
  }));

function bytesOf({ lines, body }: { lines: readonly string[]; body: string }, url: string): Buffer {
  const text = `${lines.filter((line) => line !== '').join('\r\n')}\r\n\r\n${body}`;
  const sized = text.replace('SIZE', String(Buffer.byteLength(body, 'latin1')));
  return Buffer.from(sized.replaceAll('PORT', new URL(url).port), 'latin1');
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);

describe('a hostile client', () => {
  it.each(['url', 'inboxUrl'] as const)(
    'of the %s gets only a refusal, and others are served',
    async (which) => {
      const running = await openTestConsole();
      const url = running[which];
      await fc.assert(
        fc.asyncProperty(fc.array(requests, { minLength: 8, maxLength: 8 }), async (some) => {
          const answers = await Promise.all(some.map((one) => exchange(url, bytesOf(one, url))));
          for (const answer of answers) {
            expect(answer === '' || statusOf(answer) >= 100).toBe(true);
            // The inbox responds as configured, and the console never reports an internal error.
            expect(statusOf(answer)).toBeLessThan(500);
            expect(answer).not.toMatch(/\bat .*\.ts:\d|node_modules|root:x:/);
          }
        }),
        { numRuns: 50, interruptAfterTimeLimit: 60_000 },
      );
      expect((await running.ask('GET', '/api/push')).status).toBe(200);
      expect((await fetch(running.inboxUrl, { method: 'POST', body: '[]' })).status).toBe(200);
      expect(running.mistakes).toEqual([]);
    },
  );

  it('that never finishes does not delay others', async () => {
    const running = await openTestConsole();
    const { port } = new URL(running.url);
    const slow = Array.from({ length: 50 }, () => connect(Number(port), '127.0.0.1'));
    for (const socket of slow) {
      socket.on('error', () => {});
      socket.write(`POST /api/webhooks HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 9\r\n\r\n{`);
    }
    expect((await running.ask('GET', '/api/push')).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});

describe('a request to the console', () => {
  it.each(inheritedNames)('has no parameter %s', async (name) => {
    const { ask } = await openTestConsole();
    const { status, value } = await ask('GET', `/api/deliveries?${name}=1`);
    expect([status, value.message]).toEqual([400, `this operation has no parameter "${name}"; remove it`]);
  });

  it('is refused in one sentence, however deep its JSON is', async () => {
    const { url, mistakes } = await openTestConsole();
    for (const path of [
      '/api/push',
      '/api/webhooks',
      '/api/fleet/actions',
      '/api/inbox/response',
      '/api/checks',
    ]) {
      for (const body of hostileJson) {
        const method = /push|response/.test(path) ? 'PUT' : 'POST';
        const headers = { 'Content-Type': 'application/json', Connection: 'close' };
        const answer = await fetch(new URL(path, url), { method, body, headers });
        expect([400, 413, 422], `${path} ${body.slice(0, 100)}`).toContain(answer.status);
        expect((await answer.text()).length).toBeLessThan(1000);
      }
    }
    expect(mistakes).toEqual([]);
  });

  it('is kept and shown by the inbox, however deep its JSON is', async () => {
    const { ask, inboxUrl, mistakes } = await openTestConsole();
    for (const body of hostileJson) await fetch(inboxUrl, { method: 'POST', body });
    const { rows } = (await ask('GET', '/api/inbox')).value;
    expect(rows.length).toBeGreaterThan(hostileJson.length / 2);
    for (const { seq } of rows) expect((await ask('GET', `/api/inbox/${seq}`)).status).toBe(200);
    expect(mistakes).toEqual([]);
  });
});
