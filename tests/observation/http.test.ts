import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';
import { assertPlaceholder, httpObserver } from '../../observation/http.ts';
import { freshConnections } from '../../simulator/index.ts';
import { listenLocally } from '../support/listen-locally.ts';

let asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked = [request.method, request.url, request.headers.accept];
  const [, status, body = ''] = /^\/(\d+)\/([^?]*)/.exec(request.url ?? '') ?? [];
  if (status === '0') return;
  if (status === '302') response.setHeader('Location', 'https://user:password@example.com/sign-in');
  if (status === '429') response.setHeader('Retry-After', '2');
  response.writeHead(Number(status)).end(decodeURIComponent(body));
});
let base = '';
beforeAll(async () => {
  base = await listenLocally(server);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const connector = freshConnections({ allowHosts: [], insecure: false });
const observe = (path: string, signal = new AbortController().signal) =>
  httpObserver(`${base}${path}`, connector).observe('3/6', signal);

describe('an observer that is a URL', () => {
  it('requests the PBX, and shows the JSON', async () => {
    expect(await observe('/200/[1]?a={sn}&b={sn}')).toEqual({ kind: 'state', state: [1] });
    expect(asked).toEqual(['GET', '/200/[1]?a=3%2F6&b=3%2F6', 'application/json']);
  });

  it.each([404, 410, 204])('treats %i as an unknown PBX', async (status) => {
    expect(await observe(`/${status}/no`)).toEqual({ kind: 'state', state: null, isAbsent: true });
  });

  it.each([
    ['/200/text', 'the observer responded with "text", which is not JSON'],
    [`/200/${'x'.repeat(99)}`, `the observer responded with "${'x'.repeat(60)}", which is not JSON`],
    [
      '/500/{}',
      'the observer responded with 500 Internal Server Error at BASE/500/{}; it must respond with a 2xx and JSON',
    ],
    [
      '/302/{}',
      'the observer responded with 302 Found, a redirect to "https://***@example.com/sign-in" at BASE/302/{}; it must respond with a 2xx and JSON',
    ],
    [
      '/300/{}',
      'the observer responded with 300 Multiple Choices at BASE/300/{}; it must respond with a 2xx and JSON',
    ],
  ])('says what is wrong with %s', async (path, reason) => {
    expect(await observe(path)).toEqual({ kind: 'trouble', reason: reason.replace('BASE', base) });
  });

  it('accepts every 2xx', async () => {
    expect(await observe('/299/{}')).toEqual({ kind: 'state', state: {} });
  });

  it('reports a request to come back later', async () => {
    expect(await observe('/429/')).toMatchObject({ kind: 'trouble', limited: { retryAfterMs: 2000 } });
  });

  it('looks again, once, if the connection is closed without a response', async () => {
    let closed = 0;
    const closing = createServer((request, response) => {
      if (request.url === '/once' && closed > 0) return void response.end('{}');
      closed += 1;
      request.socket.destroy();
    });
    const url = await listenLocally(closing);
    const { signal } = new AbortController();
    expect(await httpObserver(`${url}/once`, connector).observe('3', signal)).toEqual({
      kind: 'state',
      state: {},
    });
    const reason = 'the observer is not reachable: the connection was closed without a response';
    expect(await httpObserver(`${url}/always`, connector).observe('3', signal)).toMatchObject({
      kind: 'trouble',
      reason,
    });
    expect(closed).toBe(3);
    closing.close();
  });

  it('reports an interrupted run', async () => {
    const interrupted = new AbortController();
    const observing = observe('/0/', interrupted.signal);
    interrupted.abort();
    expect(await observing).toEqual({ kind: 'trouble', reason: 'the run was interrupted' });
  });

  it('reports that nothing listens', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    const { signal } = new AbortController();
    expect(await httpObserver(url, connector).observe('36A', signal)).toMatchObject({
      kind: 'trouble',
      reason: expect.stringMatching(/^the observer is not reachable: .*ECONNREFUSED/),
    });
  });

  it('shows one state for all PBXs without {sn}', () => {
    const isPerPbx = (url: string) => httpObserver(url, connector).isPerPbx;
    expect([isPerPbx('http://h/{sn}'), isPerPbx('http://h/')]).toEqual([true, false]);
  });
});

describe('the placeholder for the serial number', () => {
  it.each(['{SN}', '{ sn }', '%7Bsn%7D', '%7bsn%7d', ':sn', '<sn>', '$sn'])('is not %s', (wrong) => {
    expect(() => assertPlaceholder(`http://h/{sn}?x=${wrong}`)).toThrow(
      `the observer's URL contains ${JSON.stringify(wrong)}; write {sn} where the serial number goes`,
    );
  });

  it.each(['http://h/{sn}', 'http://h/', 'http://h/:snapshot', 'http://h/$snow'])(
    'is missing or correct in %s',
    (url) => expect(() => assertPlaceholder(url)).not.toThrow(),
  );
});
