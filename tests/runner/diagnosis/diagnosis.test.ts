import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { onFreeCores } from '../../support/on-free-cores.ts';
import { testSecret } from '../check-fixture.ts';
import { checkServer, serverOf } from '../check-server.ts';
import { accepts, diagnosed, given, hmac, type Receive } from './diagnosed.ts';

const basic = ['signature/accepts-genuine'];
const isArray = (message: string) => message.startsWith('[');

describe.concurrent('a receiver that expects another signature', () => {
  const receivers: readonly [cause: string, says: string, receive: Receive][] = [
    [
      'signature-hex',
      'in hex',
      (message, request) => accepts(given(request) === hmac(message).digest('hex')),
    ],
    [
      'signature-base64url',
      'URL-safe Base64',
      (message, request) => accepts(given(request) === hmac(message).digest('base64url')),
    ],
    [
      'signature-base64url',
      'URL-safe Base64',
      (message, request) =>
        accepts(
          given(request) === hmac(message).digest('base64').replaceAll('+', '-').replaceAll('/', '_') &&
            /[-_]/.test(given(request)),
        ),
    ],
    [
      'signature-empty-secret',
      'empty secret',
      (message, request) => accepts(given(request) === hmac(message, '').digest('base64')),
    ],
    [
      'signature-decoded-secret',
      'decodes the secret as Base64',
      (message, request) =>
        accepts(
          given(request) ===
            createHmac('sha256', Buffer.from(testSecret, 'base64')).update(message).digest('base64'),
        ),
    ],
    [
      'signature-other-header',
      'reads the signature from X-Hub-Signature-256',
      (message, request) => accepts(given(request, 'x-hub-signature-256') === hmac(message).digest('base64')),
    ],
    [
      'signature-bare-secret',
      'expects the secret itself in X-Webhook-Secret',
      (_, request) => accepts(given(request, 'x-webhook-secret') === testSecret),
    ],
    [
      'signature-bare-secret',
      'expects the secret itself in Authorization after Bearer',
      (_, request) => accepts(given(request, 'authorization') === `Bearer ${testSecret}`),
    ],
    [
      'signature-bare-secret',
      'expects the secret itself in the query parameter token',
      (_, { url }) => accepts(url?.includes(`token=${testSecret}`) === true),
    ],
    ['signature-bare-secret', 'in X-Signature', (_, request) => accepts(given(request) === testSecret)],
    [
      'signature-re-serialized',
      're-serialized JSON',
      (message, request) =>
        accepts(given(request) === hmac(JSON.stringify(JSON.parse(message), null, 2)).digest('base64')),
    ],
    [
      'signature-other-digest',
      'HMAC-SHA1',
      (message, request) =>
        accepts(given(request) === createHmac('sha1', testSecret).update(message).digest('base64')),
    ],
    [
      'signature-other-digest',
      'plain hash of the body, without the secret and expects the signature in hex',
      (message, request) => accepts(given(request) === createHash('sha256').update(message).digest('hex')),
    ],
    [
      'signature-hex',
      'in hex and expects sha256= before the signature and reads the signature from X-Hub-Signature-256',
      (message, request) =>
        accepts(given(request, 'x-hub-signature-256') === `sha256=${hmac(message).digest('hex')}`),
    ],
  ];

  it.each(receivers)('is diagnosed as %s: %s', async (cause, says, receive) => {
    const diagnosis = await onFreeCores(
      () => diagnosed(receive),
      (found) => (found?.cause === cause ? '' : `${found?.cause} instead of ${cause}`),
    );
    expect(diagnosis).toMatchObject({ cause, explains: basic });
    expect(diagnosis?.title).toContain(says);
    expect(JSON.stringify(diagnosis)).not.toContain(testSecret);
  });

  it('is diagnosed as using another secret if it accepts no known mistake, and no secret is shown', async () => {
    const other = 'another-secret-of-32-characters-';
    const receive: Receive = (message, request) =>
      accepts(given(request) === hmac(message, other).digest('base64'));
    const isLikely = /: it probably uses another secret\.$/;
    const diagnosis = await onFreeCores(
      () => diagnosed(receive),
      // Without a core, not all mistakes are tried in time.
      (found) => (isLikely.test(found?.title ?? '') ? '' : String(found?.title)),
    );
    expect(diagnosis).toMatchObject({ cause: 'other-secret' });
    expect(diagnosis?.title).toMatch(isLikely);
    expect(JSON.stringify(diagnosis)).not.toContain(testSecret);
    expect(diagnosis?.fix).toContain(createHash('sha256').update(testSecret).digest('hex').slice(0, 8));
    expect(diagnosis?.fix).toMatch(/requires another header, such as an API key, add it with headers\.$/);
  });

  it.concurrent('is diagnosed by its mistake even if it leaves one message without a response', async () => {
    let isFirst = true;
    const isHex = (message: string, signature: string) => signature === hmac(message).digest('hex');
    const server = serverOf((message, response, request) => {
      if (isHex(message, given(request)) && isFirst) {
        isFirst = false;
        return;
      }
      response.writeHead(accepts(isHex(message, given(request)))).end();
    });
    const { diagnosis } = await checkServer(server, basic);
    expect(diagnosis).toMatchObject({ cause: 'signature-hex' });
  });

  it.concurrent('may make a mistake or use another secret if not all mistakes could be tried', async () => {
    const server = serverOf((message, response, request) => {
      if (given(request) === hmac(message).digest('base64')) response.writeHead(401).end();
    });
    const { diagnosis } = await checkServer(server, basic);
    expect(diagnosis).toMatchObject({ cause: 'other-secret' });
    expect(diagnosis?.title).toMatch(/: it uses another secret, or makes a mistake with the signature\.$/);
    expect(diagnosis?.evidence.join()).toMatch(/tried none of \d+ known signing mistakes/);
  });

  it('is diagnosed as using another secret even if it accepts a mistake once', async () => {
    let n = 0;
    const diagnosis = await diagnosed(() => {
      n += 1;
      return n === 30 ? 200 : 401;
    });
    expect(diagnosis).toMatchObject({ cause: 'other-secret' });
  });

  it('is diagnosed as signing re-serialized JSON, which shows in the formats that a rule tries', async () => {
    const receive: Receive = (message, request) => {
      try {
        return accepts(given(request) === hmac(JSON.stringify(JSON.parse(message))).digest('base64'));
      } catch {
        return 400;
      }
    };
    const diagnosis = await diagnosed(receive, ['signature/accepts-any-formatting']);
    expect(diagnosis).toMatchObject({
      cause: 'signature-re-serialized',
      explains: ['signature/accepts-any-formatting'],
    });
    expect(diagnosis?.evidence[0]).toContain('401');
  });
});

describe.concurrent('a receiver that serves something else', () => {
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
    ['too-large', 'of more than', (message) => (message.length > 50 ? 413 : 200)],
    ['rate-limit', 'rate-limits requests', () => [429, { 'Retry-After': '1' }]],
    ['unavailable', 'unavailable', () => 503],
    ['server-error', 'fails on every message', () => 500],
    ['refuses-genuine', "doesn't acknowledge any genuine message", () => 422],
  ])('is diagnosed as %s: %s', async (cause, says, receive) => {
    const diagnosis = await diagnosed(receive);
    expect(diagnosis).toMatchObject({ cause });
    expect(diagnosis?.title).toContain(says);
  });

  it.concurrent('is diagnosed with the response to each kind of message if only one is late', async () => {
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

  it('is diagnosed as having too small a limit if it accepts only the test message', async () => {
    const diagnosis = await diagnosed((message) => (message.length > 100 ? 413 : 200));
    expect(diagnosis).toMatchObject({ cause: 'too-large' });
  });

  it('is diagnosed with the size above which it refuses messages', async () => {
    const diagnosis = await diagnosed((message) => (message.length > 70 ? 413 : 200));
    const [, bytes] = /(\d+) bytes/.exec(diagnosis?.title ?? '') ?? [];
    expect(Number(bytes)).toBeGreaterThan(70 - 17);
    expect(Number(bytes)).toBeLessThanOrEqual(70);
  });
});

describe.concurrent('a receiver that is late', () => {
  it.each<[cause: string, says: string, respond: (message: string, response: ServerResponse) => void]>([
    ['too-slow', 'takes 3', (_, response) => void setTimeout(() => response.writeHead(200).end(), 3200)],
    [
      'too-slow',
      'to a capacity change',
      (message, response) =>
        void setTimeout(() => response.writeHead(200).end(), message.includes('repository') ? 3200 : 0),
    ],
    ['no-answer', "doesn't finish its response", (_, response) => void response.writeHead(200).write('O')],
  ])('is diagnosed as %s: %s', async (cause, says, respond) => {
    const { diagnosis } = await onFreeCores(
      () => checkServer(serverOf(respond), basic),
      (report) => (report.diagnosis?.title.includes(says) ? '' : `${report.diagnosis?.title}`),
    );
    expect(diagnosis).toMatchObject({ cause });
    expect(diagnosis?.title).toContain(says);
  });
});

describe.concurrent('a receiver that closes every connection', () => {
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
    expect(diagnosis).toMatchObject({ cause: 'no-answer' });
    expect(diagnosis?.title).toContain('closes the connection without a response');
    expect(diagnosis?.fix).toContain('If the server uses TLS, start the URL with https:.');
  });

  it('may be another service, if it writes something else than HTTP', async () => {
    const diagnosis = await diagnosisOf((response) => void response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(diagnosis).toMatchObject({
      cause: 'no-answer',
      title: "Your receiver's response isn't HTTP.",
      fix: 'Check the port in the URL: another service may listen there. If the server uses TLS, start the URL with https:.',
    });
  });
});

describe.concurrent('a receiver that responds in time, but slowly', () => {
  it('is too slow for the budget, which says how much more it needs', async () => {
    const server = serverOf((message, response, request) => {
      const status = accepts(given(request) === hmac(message).digest('base64'));
      setTimeout(() => response.writeHead(status).end(), 1200);
    });
    const { diagnosis, results } = await checkServer(server, ['signature/*'], { budgetMs: 6000 });
    expect(diagnosis?.title).toMatch(
      /^Your receiver takes 1\.[2-9]\d s to respond: too slow to check every rule in time/,
    );
    expect(diagnosis?.fix).toContain('try budgetMs');
    const late = results.filter(({ because }) => because === 'out-of-time').map(({ id }) => id);
    expect(diagnosis).toMatchObject({ cause: 'too-slow', explains: late });
  });
});

describe.concurrent('a receiver that refuses some shapes', () => {
  it.each<[cause: string, receive: Receive]>([
    ['expects-object', (message) => (isArray(message) ? 400 : 200)],
    ['expects-array', (message) => (isArray(message) ? 200 : 500)],
    ['refuses-capacity', (message) => (message.includes('repository') ? 500 : 200)],
    ['refuses-dids', (message) => (message.includes('_change') ? 500 : 200)],
  ])('is diagnosed as %s', async (cause, receive) => {
    expect(await diagnosed(receive)).toMatchObject({ cause });
  });
});

describe.concurrent('a receiver that acknowledges genuine messages', () => {
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

  it('is diagnosed as accepting any signature if it rejects only messages without one', async () => {
    const isSigned = (_message: string, request: IncomingMessage) => (given(request) === '' ? 401 : 200);
    expect(await diagnosed(isSigned, rules)).toMatchObject({
      cause: 'no-signature-check',
      title: 'Your receiver accepts any X-Signature: anyone can forge messages.',
    });
  });
});
