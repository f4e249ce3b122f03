import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { noSignatureCheck } from '../../diagnosis/causes/signature.ts';
import { tooSlowToCheck } from '../../diagnosis/causes/slow.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { rules as allRules } from '../../suites/index.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { answer } from '../runner/sent.ts';
import { accepts, basic, checked, diagnosed, given, hmac, isGenuine, type Receive } from './diagnosed.ts';

const isArray = (message: string) => message.startsWith('[');

describe('a receiver that serves something else', () => {
  const served =
    (url: string): Receive =>
    (_message, request) =>
      request.url === url ? 200 : 404;

  it.each<[cause: string, says: string, receive: Receive]>([
    ['not-found', 'serves the webhook at /webhook/', served('/webhook/')],
    ['not-found', 'serves nothing at /webhook', served('/hooks/ycm')],
    [
      'wrong-method',
      'accepts GET',
      (message, request) =>
        request.method === 'GET' ? accepts(given(request) === hmac(message).digest('base64')) : 404,
    ],
    ['wrong-method', "doesn't accept POST", () => [405, { Allow: 'PUT' }]],
    ['redirect', 'to https://example.com/', () => [301, { Location: 'https://example.com/' }]],
    [
      'wrong-content-type',
      'text/plain',
      (_, { headers }) => (headers['content-type'] === 'text/plain' ? 200 : 415),
    ],
    ['csrf-protection', "framework's CSRF protection", () => 419],
    ['too-large', 'and the smallest message of YCM has 65', (message) => (message.length > 50 ? 413 : 200)],
    // Its status says nothing about the size.
    ['too-large', 'limits a body to about 1', (message) => (message.length > 150 ? 400 : 200)],
    ['too-large', 'and the smallest message of YCM has 65', (message) => (message.length > 54 ? 400 : 200)],
    ['too-large', 'and the smallest message of YCM has 65', (message) => (message.length > 54 ? 401 : 200)],
    ['too-large', 'and the smallest message of YCM has 65', (message) => (message.length > 54 ? 500 : 200)],
    ['refuses-genuine', 'asks for a login', () => [401, { 'WWW-Authenticate': 'Basic realm="staging"' }]],
    ['rate-limit', 'rate-limits requests', () => [429, { 'Retry-After': '1' }]],
    ['unavailable', 'unavailable', () => 503],
    ['server-error', 'fails on every message', () => 500],
    ['refuses-genuine', "doesn't acknowledge any genuine message", () => 422],
  ])('is diagnosed as %s: %s', async (cause, says, receive) => {
    const diagnosis = await diagnosed(receive);
    expect(diagnosis).toMatchObject({ cause });
    expect(diagnosis?.title).toContain(says);
  });

  it.each<[url: string, verifies: boolean, found: boolean]>([
    ['/webhook/', true, true],
    // A page that responds to everything isn't a receiver.
    ['/webhook/', false, false],
    ['http://127.0.0.1:9/webhook/', true, false],
  ])('redirects to %s, which verifies messages: %s', async (location, verifies, found) => {
    const diagnosis = await diagnosed((message, request) =>
      request.url === '/webhook'
        ? [308, { Location: location }]
        : accepts(!verifies || isGenuine(message, request)),
    );
    expect(diagnosis).toMatchObject({ cause: 'redirect' });
    expect(diagnosis?.evidence.join('\n').includes('sent POST /webhook/: 200 OK')).toBe(found);
  });

  it.each<[verifies: boolean, cause: string]>([
    [true, 'other-carriage'],
    [false, 'refuses-genuine'],
  ])('reads the message of a GET from its query, and verifies it: %s', async (verifies, cause) => {
    const receive: Receive = (_, request) => {
      const message = new URL(request.url ?? '', 'http://localhost').searchParams.get('message');
      if (message === null) return 422;
      return accepts(!verifies || isGenuine(message, request));
    };
    const { diagnosis } = await checked(receive, basic, { method: 'GET' });
    expect(diagnosis).toMatchObject({ cause });
    if (verifies) expect(diagnosis?.fix).toContain('use --payload-in query');
  });

  it.each([500, 503])('may have broken down in an earlier check if everything gets %i', async (status) => {
    expect((await diagnosed(() => status))?.fix).toContain('in an earlier check');
  });

  it('is diagnosed with the response to each kind of message if only one is late', async () => {
    const late = (message: string) => (message.includes('repository') ? 3200 : 0);
    const respond = (message: string, response: ServerResponse) =>
      void setTimeout(() => response.writeHead(200).end(), late(message));
    const { diagnosis } = await checkServer(serverOf(respond), basic);
    expect(diagnosis?.evidence).toEqual([
      expect.stringMatching(/^sent the test message .*: 200 .*in [\d.]+ m?s$/),
      expect.stringMatching(/^sent a DID change .*: 200 .*in [\d.]+ m?s$/),
      expect.stringMatching(/^sent a capacity change .*: 200 .*in 3\.\d+ s$/),
    ]);
  });

  it('is not diagnosed as accepting GET if it is a page that responds to every GET', async () => {
    const diagnosis = await diagnosed((_, { method }) => (method === 'GET' ? 200 : 404));
    expect(diagnosis).toMatchObject({ cause: 'not-found' });
  });
});

describe('a receiver that limits the size of a message', () => {
  it.each([
    [300, 400, 'acknowledgement/acknowledges-every-event'],
    [300, 500, 'acknowledgement/acknowledges-every-event'],
    [1024, 413, 'acknowledgement/acknowledges-large-messages'],
    [1024, 422, 'acknowledgement/acknowledges-large-messages'],
    [102_400, 403, 'acknowledgement/acknowledges-large-messages'],
  ])('to %i bytes, and responds %i, is diagnosed with the limit', async (limit, status, rule) => {
    const isShort = (message: string) => message.length <= limit;
    const { diagnosis } = await checked((message) => (isShort(message) ? 200 : status), [rule]);
    expect(diagnosis).toMatchObject({ cause: 'too-large', explains: [rule] });
    const [, bytes] = /limits a body to about (\d+) bytes/.exec(diagnosis?.title ?? '') ?? [];
    expect(Number(bytes)).toBeGreaterThan(limit - 17);
    expect(Number(bytes)).toBeLessThanOrEqual(limit);
  });

  it('is not diagnosed so if it rejects long lists only', async () => {
    const isLong = (message: string) => message.split('didId').length > 20;
    const { diagnosis } = await checked(
      (message) => (isLong(message) ? 400 : 200),
      ['acknowledgement/acknowledges-large-messages'],
    );
    expect(diagnosis).toBeUndefined();
  });
});

describe('a receiver that is late', () => {
  it('is asked what it waits for if nothing ever comes back', async () => {
    const { diagnosis } = await checkServer(
      serverOf(() => {}),
      basic,
    );
    expect(diagnosis?.cause).toBe('too-slow');
    expect(diagnosis?.fix).toContain('read as many bytes as Content-Length says');
  });

  it('is not slow as well if nothing ever comes back', () => {
    const waited = { outcome: { kind: 'timeout', phase: 'head' }, elapsedMs: 5000, isAcknowledged: false };
    const genuine = { test: [waited], dids: [waited], capacity: [waited] };
    const results = [{ verdict: 'inconclusive', reasonCode: 'out-of-time' }];
    const facts = { genuine, results, timeoutMs: 5000, budgetMs: 60_000 };
    expect(tooSlowToCheck(facts as unknown as Facts)).toBeUndefined();
    const late = { ...waited, outcome: answer(200), isAcknowledged: true };
    const slow = { ...facts, genuine: { test: [late], dids: [late], capacity: [late] } };
    expect(tooSlowToCheck(slow as unknown as Facts)?.cause).toBe('too-slow');
  });

  it.each<[cause: string, says: string, respond: (message: string, response: ServerResponse) => void]>([
    ['too-slow', 'takes 3', (_, response) => void setTimeout(() => response.writeHead(200).end(), 3200)],
    [
      'too-slow',
      'to a capacity change',
      (message, response) =>
        void setTimeout(() => response.writeHead(200).end(), message.includes('repository') ? 3200 : 0),
    ],
    ['no-response', "doesn't finish its response", (_, response) => void response.writeHead(200).write('O')],
  ])('is diagnosed as %s: %s', async (cause, says, respond) => {
    const { diagnosis } = await checkServer(serverOf(respond), basic);
    expect(diagnosis).toMatchObject({ cause });
    expect(diagnosis?.title).toContain(says);
  });
});

describe('a receiver that closes every connection', () => {
  const diagnosisOf = async (respond: (response: ServerResponse) => void) =>
    (
      await checkServer(
        serverOf((_, response) => respond(response)),
        basic,
        { waitMs: 1 },
      )
    ).diagnosis;

  it('may use TLS', async () => {
    const diagnosis = await diagnosisOf((response) => void response.socket?.destroy());
    expect(diagnosis).toMatchObject({ cause: 'no-response' });
    expect(diagnosis?.title).toContain('closes the connection without a response');
    expect(diagnosis?.fix).toContain('If the server uses TLS, start the URL with https:.');
  });

  it('has a response that cannot be read, if a header is too long', async () => {
    const diagnosis = await diagnosisOf((response) => {
      response.socket?.end(`HTTP/1.1 200 OK\r\nX-Debug: ${'x'.repeat(100_000)}\r\n\r\n`);
    });
    expect(diagnosis?.title).toMatch(
      /^Your receiver's response can't be read: the response is malformed HTTP: /,
    );
    expect(diagnosis?.fix).not.toContain('TLS');
  });

  it('may be another service, if it writes something else than HTTP', async () => {
    const diagnosis = await diagnosisOf((response) => void response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(diagnosis).toMatchObject({
      cause: 'no-response',
      title: "Your receiver's response isn't HTTP.",
      fix: 'Check the port in the URL: another service may listen there. If the server uses TLS, start the URL with https:.',
    });
  });
});

describe('a receiver that responds in time, but slowly', () => {
  it('is too slow for the budget, which says how much more it needs', async () => {
    const server = serverOf((message, response, request) => {
      const status = accepts(given(request) === hmac(message).digest('base64'));
      setTimeout(() => response.writeHead(status).end(), 1200);
    });
    const { diagnosis, results } = await checkServer(server, ['signature/*'], { budgetMs: 6000 });
    expect(diagnosis?.title).toMatch(
      /^Your receiver takes 1\.[2-9]\d s to respond: too slow to check every rule in time/,
    );
    expect(diagnosis?.fix).toContain('try --budget');
    const late = results.filter(({ reasonCode }) => reasonCode === 'out-of-time').map(({ id }) => id);
    expect(diagnosis).toMatchObject({ cause: 'too-slow', explains: late });
  });
});

describe('a receiver that refuses some shapes', () => {
  it.each<[cause: string, receive: Receive]>([
    ['expects-object', (message) => (isArray(message) ? 400 : 200)],
    ['expects-milliseconds', (message) => (/"updateTime":\d{10}\b/.test(message) ? 403 : 200)],
    ['expects-array', (message) => (isArray(message) ? 200 : 500)],
    ['server-error', (message) => (/"(did_change|repository)"/.test(message) ? 500 : 200)],
    ['refuses-genuine', (message) => (/"(did_change|repository)"/.test(message) ? 422 : 200)],
    ['refuses-capacity', (message) => (message.includes('repository') ? 500 : 200)],
    ['refuses-dids', (message) => (message.includes('_change') ? 500 : 200)],
  ])('is diagnosed as %s', async (cause, receive) => {
    expect(await diagnosed(receive)).toMatchObject({ cause });
  });
});

describe('a receiver that acknowledges genuine messages', () => {
  it('has no diagnosis when it checks signatures', async () => {
    const diagnosis = await diagnosed((message, request) =>
      accepts(given(request) === hmac(message).digest('base64')),
    );
    expect(diagnosis).toBeUndefined();
  });

  it('has no diagnosis when a single response failed by chance', async () => {
    let n = 0;
    const diagnosis = await diagnosed(() => {
      n += 1;
      return n === 1 ? 503 : 200;
    });
    expect(diagnosis).toBeUndefined();
  });

  const forged = ['other-secret', 'swapped-signature', 'tampered-body', 'altered-signature'];
  const rules = ['missing', ...forged].map((name) => `signature/rejects-${name}`);

  it('is diagnosed as not checking signatures if it acknowledges every forgery', async () => {
    expect(await diagnosed(() => 200, rules)).toMatchObject({
      cause: 'no-signature-check',
      title: "Your receiver doesn't check signatures: anyone can forge messages.",
      explains: expect.arrayContaining(rules),
    });
  });

  it('may only ignore forged messages silently if the rule about their effect is inconclusive', () => {
    const attempt = {
      n: 1,
      outcome: { kind: 'response', status: 200, reason: 'OK', headers: [], body: { text: '' } },
    };
    const failed = { verdict: 'fail', finding: { attempt: 1 }, evidence: { attempts: [attempt] } };
    const titleIf = (verdict: string) => {
      const effect = { ...failed, id: 'signature/rejected-has-no-effect', verdict };
      const results = [...rules.map((id) => ({ ...failed, id })), effect];
      return noSignatureCheck({ rules: allRules, results } as unknown as Facts)?.title;
    };
    expect(titleIf('inconclusive')).toMatch(/, or ignores forged messages silently\.$/);
    expect(titleIf('fail')).toMatch(/: anyone can forge messages\.$/);
    expect(titleIf('skipped')).toBe(titleIf('fail'));
  });

  it('is diagnosed as accepting any signature if it rejects only messages without one', async () => {
    const isSigned = (_message: string, request: IncomingMessage) => (given(request) === '' ? 401 : 200);
    expect(await diagnosed(isSigned, rules)).toMatchObject({
      cause: 'no-signature-check',
      title: 'Your receiver accepts any X-Signature: anyone can forge messages.',
    });
  });
});
