import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { followsText } from '../../../schemas/diagnosis-words.ts';
import { onFreeCores } from '../../support/on-free-cores.ts';
import { testSecret } from '../check-fixture.ts';
import { checkServer, serverOf } from '../check-server.ts';

type Receive = (
  message: string,
  request: IncomingMessage,
) => number | readonly [status: number, headers: Record<string, string>];

const basic = ['signature/accepts-genuine'];

/** The diagnosis of a receiver that responds like this. */
async function diagnosed(receive: Receive, rules: readonly string[] = basic) {
  return (await checked(receive, rules)).diagnosis;
}

function checked(receive: Receive, rules: readonly string[]) {
  const server = serverOf((message, response: ServerResponse, request) => {
    const [status, headers] = [receive(message, request)].flat() as [number, Record<string, string>?];
    response.writeHead(status, headers).end();
  });
  return checkServer(server, rules);
}

const hmac = (message: string, key = testSecret) => createHmac('sha256', key).update(message);
const given = ({ headers }: IncomingMessage, name = 'x-signature') => String(headers[name] ?? '');
const accepts = (isGenuine: boolean) => (isGenuine ? 200 : 401);
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
    const diagnosis = await diagnosed((message, request) =>
      accepts(given(request) === hmac(message, other).digest('base64')),
    );
    expect(diagnosis).toMatchObject({ cause: 'other-secret' });
    expect(JSON.stringify(diagnosis)).not.toContain(testSecret);
    expect(diagnosis?.fix).toContain(createHash('sha256').update(testSecret).digest('hex').slice(0, 8));
  });

  it('is diagnosed as using another secret even if it accepts a mistake once', async () => {
    let n = 0;
    const diagnosis = await diagnosed(() => {
      n += 1;
      return n === 30 ? 200 : 401;
    });
    expect(diagnosis).toMatchObject({ cause: 'other-secret' });
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

describe.concurrent('a receiver that fails sometimes', () => {
  const rules = [
    'signature/*',
    'acknowledgement/acknowledges-every-event',
    'message/tolerates-unknown-fields',
  ];
  const isGenuine = (message: string, request: IncomingMessage) =>
    given(request) === hmac(message).digest('base64');

  it('is diagnosed as failing occasionally, whatever the content', async () => {
    let n = 0;
    const diagnosis = await diagnosed((message, request) => {
      if (!isGenuine(message, request)) return 401;
      n += 1;
      return n % 5 === 0 ? 503 : 200;
    }, rules);
    expect(diagnosis).toMatchObject({ cause: 'fails-now-and-then' });
    expect(diagnosis?.title).toMatch(/\b(19|20|21) of 100 genuine messages got 503/);
  });

  it('is diagnosed as broken down if it fails for good since a message', async () => {
    let isBroken = false;
    const diagnosis = await diagnosed(
      (message, request) => {
        if (!isGenuine(message, request)) return 401;
        isBroken ||= message.includes('[[[[[[');
        return isBroken ? 500 : 200;
      },
      [...rules, 'message/survives-hostile-text', 'security/is-alive-at-the-end'],
    );
    expect(diagnosis).toMatchObject({
      cause: 'broke-down',
      title: 'Your receiver broke down during the check: since then, every genuine message gets 500.',
      evidence: expect.arrayContaining([expect.stringContaining('nested arrays')]),
    });
    expect(diagnosis?.explains).not.toContain('message/survives-hostile-text');
  });

  it('is diagnosed as having stopped if it keeps a connection for each invalid message', async () => {
    let free = 5;
    const server = serverOf((message, response, request) => {
      if (!isGenuine(message, request)) return void response.writeHead(401).end();
      if (free === 0) return;
      try {
        JSON.parse(message);
        response.writeHead(200).end();
      } catch {
        free -= 1;
        response.writeHead(400).end();
      }
    });
    const own = ['signature/accepts-*', 'message/survives-malformed-json', 'message/accepts-*'];
    const { diagnosis } = await checkServer(server, own, { budgetMs: 20_000 });
    expect(diagnosis).toMatchObject({
      cause: 'broke-down',
      title: expect.stringMatching(/^Your receiver stopped responding .* into the check: \d+ messages/),
      fix: expect.stringContaining('Release it on the error path too'),
    });
    expect(diagnosis?.evidence.join()).toMatch(/its last response, to .*4\d\d.*rejected [1-9]\d* with a 4xx/);
    expect(diagnosis?.explains).toContain('message/survives-malformed-json');
  });

  it('is not diagnosed as having stopped if it never responds to some messages', async () => {
    const server = serverOf((message, response, request) => {
      if (message.includes('trunk_delete')) return;
      response.writeHead(accepts(isGenuine(message, request))).end();
    });
    const { diagnosis } = await checkServer(server, rules, { budgetMs: 20_000 });
    expect(diagnosis?.cause).not.toBe('broke-down');
  });

  it('is not diagnosed as failing occasionally if it always fails for the same content', async () => {
    const receive: Receive = (message, request) => {
      if (!isGenuine(message, request)) return 401;
      return message.includes('trunk_delete') ? 500 : 200;
    };
    expect(await diagnosed(receive, rules)).toBeUndefined();
  });

  it('is diagnosed as limiting its rate', async () => {
    const times: number[] = [];
    const receive: Receive = () => {
      const now = performance.now();
      while ((times[0] ?? now) < now - 1000) times.shift();
      if (times.length >= 20) return [429, { 'Retry-After': '1' }];
      times.push(now);
      return 200;
    };
    const rules = ['signature/accepts-any-formatting'];
    const { diagnosis, summary, results } = await checked(receive, rules);
    expect(diagnosis).toMatchObject({ cause: 'rate-limit', explains: [] });
    expect(diagnosis?.title).toContain('rate limit slowed down this check: it let');
    expect(diagnosis?.evidence.join()).toContain('no rule failed because of this');
    // The check waited and slowed down.
    expect(summary).toMatchObject({ pass: 1 });
    expect(diagnosis && followsText(diagnosis, results)).toBe('Run the check again below the limit.');
  });

  it('is diagnosed as limiting its rate for longer than the check can wait, and no rule blames it', async () => {
    let n = 0;
    const receive: Receive = () => {
      n += 1;
      return n <= 30 ? 200 : [429, { 'Retry-After': '58' }];
    };
    const rules = ['acknowledgement/*', 'signature/accepts-*'];
    const { diagnosis, summary } = await checked(receive, rules);
    expect(diagnosis).toMatchObject({ cause: 'rate-limit' });
    expect(diagnosis?.title).toMatch(/let 30 requests through in .* m?s, then responded 429/);
    expect(diagnosis?.fix).toContain('rate');
    expect(summary.fail).toBe(0);
    expect(summary.inconclusive).toBeGreaterThan(0);
    expect(diagnosis?.explains).toHaveLength(summary.inconclusive);
  });

  it('is diagnosed as refusing everything after some message, without saying until when', async () => {
    let n = 0;
    const receive: Receive = () => (++n <= 150 ? 200 : 429);
    const { diagnosis, summary } = await checked(receive, [
      'acknowledgement/acknowledges-*',
      'message/accepts-*',
    ]);
    expect(diagnosis).toMatchObject({ cause: 'rate-limit' });
    expect(diagnosis?.title).toContain('rate limit ended this check');
    expect(diagnosis?.fix).toContain('drops a message if its last retry is rejected');
    expect(summary.fail).toBe(0);
  });

  it('is not diagnosed as limiting its rate if it refuses the same report again', async () => {
    const copies = new Map<string, number>();
    const receive: Receive = (message) => {
      copies.set(message, (copies.get(message) ?? 0) + 1);
      return message.includes('did_change') && (copies.get(message) ?? 0) > 3 ? 429 : 200;
    };
    const { diagnosis, summary } = await checked(receive, ['retry/acknowledges-duplicates']);
    expect(summary).toMatchObject({ fail: 1 });
    expect(diagnosis).toBeUndefined();
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
