import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testSecret } from '../runner/check-fixture.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { accepts, basic, diagnosed, given, hmac, type Receive } from './diagnosed.ts';

/** In Python: json.dumps(json.loads(message), sort_keys=True, separators=(',', ':')), for objects in arrays. */
const sortedJson = (message: string) =>
  JSON.stringify(JSON.parse(message), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

describe('a receiver that expects another signature', () => {
  const receivers: readonly [cause: string, says: string, receive: Receive][] = [
    [
      'signature-hex',
      'in hex',
      (message, request) => accepts(given(request) === hmac(message).digest('hex')),
    ],
    [
      'signature-hex',
      'in hex',
      (message, request) =>
        accepts(
          request.headers['x-signature'] === undefined || given(request) === hmac(message).digest('hex'),
        ),
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
      'signature-re-serialized',
      're-serialized JSON',
      (message, request) =>
        accepts(given(request) === hmac(JSON.stringify(JSON.parse(message), null, 1)).digest('base64')),
    ],
    // As jsonify of Flask: sorted keys, and a line break at the end.
    [
      'signature-re-serialized',
      're-serialized JSON',
      (message, request) => accepts(given(request) === hmac(`${sortedJson(message)}\n`).digest('base64')),
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
    const diagnosis = await diagnosed(receive);
    expect(diagnosis).toMatchObject({ cause, explains: basic });
    expect(diagnosis?.title).toContain(says);
    expect(JSON.stringify(diagnosis)).not.toContain(testSecret);
  });

  it('is diagnosed as using another secret if it accepts no known mistake, and no secret is shown', async () => {
    const other = 'another-secret-of-32-characters-';
    const receive: Receive = (message, request) =>
      accepts(given(request) === hmac(message, other).digest('base64'));
    const isLikely = /: it probably uses another secret\.$/;
    const diagnosis = await diagnosed(receive);
    expect(diagnosis).toMatchObject({ cause: 'other-secret' });
    expect(diagnosis?.title).toMatch(isLikely);
    expect(JSON.stringify(diagnosis)).not.toContain(testSecret);
    expect(diagnosis?.fix).toContain(createHash('sha256').update(testSecret).digest('hex').slice(0, 8));
    expect(diagnosis?.fix).toMatch(/requires another header, such as an API key, add it with --header\.$/);
  });

  it.each<[names: string, body: string, says: RegExp]>([
    ['a token', '{"error":"No authorization token was found"}', /, or asks for a login or token that/],
    ['anything that blocks', 'Forbidden', /, or something else blocks every message\.$/],
  ])('may use another secret, or ask for %s, if it responds so', async (_, body, says) => {
    const server = serverOf((_message, response) => void response.writeHead(403).end(body));
    const { diagnosis } = await checkServer(server, basic);
    expect(diagnosis).toMatchObject({ cause: 'other-secret', title: expect.stringMatching(says) });
    expect(diagnosis?.fix).toContain('it may block the sender since then');
  });

  it('is behind a proxy that rejects everything, as its page says', async () => {
    const page = '<html><head><title>403 Forbidden</title></head><body><center>nginx</center></body></html>';
    const server = serverOf((_message, response) => {
      response.writeHead(403, { Server: 'nginx/1.24.0', 'Content-Type': 'text/html' }).end(page);
    });
    const { diagnosis } = await checkServer(server, basic);
    expect(diagnosis?.title).toBe(
      'A proxy in front of your receiver rejects messages with 403 Forbidden (Server: nginx/1.24.0).',
    );
  });

  it('is diagnosed by its mistake even if it leaves one message without a response', async () => {
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

  it('may make a mistake or use another secret if not all mistakes could be tried', async () => {
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
