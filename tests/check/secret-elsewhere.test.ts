import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { CommonCheckOptions } from '../../check/index.ts';
import { examine } from '../../doctor/examine.ts';
import { brokenReceiver } from '../../fixtures/receivers/index.ts';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { ReceiverStore, stateOf } from '../../fixtures/receivers/store.ts';
import { renderReport } from '../../reports/index.ts';
import type { Report } from '../../schemas/generated/types.ts';
import { defaultProfile } from '../../simulator/index.ts';
import { requestsWithSecret } from '../../simulator/signature/mistakes/signed-wrongly.ts';
import { check } from '../../suites/index.ts';
import { accepts, given, hmac } from '../diagnosis/diagnosed.ts';
import { previousSecret, testSecret } from '../runner/check-fixture.ts';
import { howMany } from '../support/how-many.ts';
import { listenLocally } from '../support/listen-locally.ts';
import { simulated } from '../support/simulated.ts';

const bareSecretOnly = brokenReceiver('bare-secret-only');

const here = '127.0.0.1';
/** The check takes a local name for another host if it is allowed, because it may resolve to one. Simulated time resolves it to loopback. */
const elsewhere = 'elsewhere.localhost';
const allowHosts = [elsewhere];

/** Everything that a server receives while this sends to it at this address, byte for byte. */
async function captured<T>(server: Server, host: string, send: (url: string) => Promise<T>) {
  const bytes: Buffer[] = [];
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.push(socket.on('error', () => {}));
    socket.on('data', (chunk: Buffer) => bytes.push(chunk));
  });
  const origin = await listenLocally(server);
  try {
    const result = await send(`${origin.replace(here, host)}/webhook`);
    return { result, traffic: Buffer.concat(bytes).toString('latin1') };
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}

function checked(server: Server, host: string, options: Partial<CommonCheckOptions> = {}) {
  const own = {
    allowHosts,
    secret: testSecret,
    previousSecret,
    numRuns: 5,
    schedules: 2,
    sharesProcess: true,
  };
  return simulated(() => captured(server, host, (url) => check({ url, ...own, ...options })));
}

const withSecret = (traffic: string) =>
  traffic.split('\r\n').filter((line) => line.includes(testSecret) || line.includes(previousSecret));

/** The text of 6 or more characters that it has in Base64, wherever it begins in what is encoded. */
const inBase64 = (text: string) =>
  ['', 'x', 'xy'].map((before) =>
    Buffer.from(before + text)
      .toString('base64')
      .slice(before === '' ? 0 : 4, -4),
  );

/** A part of a secret in any form, in lower case unless it is Base64. */
function formsOf(part: string) {
  const texts = [part, [...part].reverse().join('')];
  const hex = texts.map((text) => Buffer.from(text).toString('hex'));
  const again = texts.map((text) => Buffer.from(text).toString('base64'));
  return {
    anyCase: [...texts, ...hex, ...hex.map((one) => one.replaceAll(/../g, '%$&'))].map((form) =>
      form.toLowerCase(),
    ),
    exact: [...texts, ...again, ...hex].flatMap(inBase64),
  };
}

/** The forms of a secret, and of either half of it, that occur in the traffic. */
function formsIn(traffic: string): string[] {
  const parts = [testSecret, previousSecret].flatMap((secret) => [secret.slice(0, 16), secret.slice(16)]);
  const lower = traffic.toLowerCase();
  return parts
    .map(formsOf)
    .flatMap(({ anyCase, exact }) => [
      ...anyCase.filter((form) => lower.includes(form)),
      ...exact.filter((form) => traffic.includes(form)),
    ]);
}

/** Leaves aborted requests alone, unlike `serverOf`. */
const serverBy = (statusOf: (message: string, request: IncomingMessage) => number | undefined) =>
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => {});
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = statusOf(Buffer.concat(chunks).toString('utf8'), request);
      if (status !== undefined) response.writeHead(status).end();
    });
  });
const responding = (status: number | undefined) => () => serverBy(() => status);
const rejectsAll = responding(401);
const acceptsTestOnly = () => serverBy((message) => accepts(message.startsWith('{')));
const expectsHex = () =>
  serverBy((message, request) => accepts(given(request) === hmac(message).digest('hex')));

const store = new ReceiverStore();
const asked = { rules: ['signature/*', 'method/*', 'security/*'] };
const receivers: readonly [name: string, create: () => Server, options?: Partial<CommonCheckOptions>][] = [
  ['rejects everything', rejectsAll],
  ['responds 400 to everything', responding(400)],
  ['responds 403 to everything', responding(403), { method: 'GET', profile: { payloadIn: 'query' } }],
  ["doesn't respond", responding(undefined), { rules: ['signature/*'] }],
  ['accepts everything', responding(200)],
  ['accepts only the test message', acceptsTestOnly],
  [
    'is correct',
    () => createReference({ secret: testSecret, store }),
    { observe: (sn) => stateOf(store, sn) },
  ],
  ['expects hex, which the check sees through', expectsHex],
  ['expects the secret itself', () => bareSecretOnly.create({ secret: testSecret })],
];

describe('a receiver on another host never gets the secret in any form', () => {
  it.each(receivers)('if it %s', async (_name, create, options) => {
    // A rule sends the same, whatever the response; what it means is asked about in other ways.
    const { traffic } = await checked(create(), elsewhere, {
      ...howMany<Partial<CommonCheckOptions>>(asked, {}),
      ...options,
    });
    expect(traffic).toContain('X-Signature: ');
    expect(formsIn(traffic)).toEqual([]);
  });

  it('from doctor', async () => {
    const { traffic } = await simulated(() =>
      captured(createReference({ secret: testSecret }), '127.0.0.2', async (url) =>
        examine(
          {
            ...{ webhook: { url, method: 'POST' }, secret: testSecret, profile: defaultProfile, headers: [] },
            ...{ connection: { allowHosts: [] }, observer: undefined, isApplied: true },
            signal: new AbortController().signal,
          },
          () => {},
        ),
      ),
    );
    expect(traffic).toContain('X-Signature: ');
    expect(formsIn(traffic)).toEqual([]);
  });
});

describe('the report on a receiver on another host', () => {
  const line =
    'not tried: whether your receiver expects the secret itself. That would send the secret to elsewhere.localhost. To find out, check your receiver on this machine.';
  const rules = ['signature/accepts-genuine', 'signature/rejects-missing'];
  const reportOn = async (create: () => Server): Promise<Report> =>
    (await checked(create(), elsewhere, { rules })).result;

  it.each([
    ['other-secret', 'expects the secret itself', () => bareSecretOnly.create({ secret: testSecret })],
    ['other-secret', 'rejects everything', rejectsAll],
    ['other-secret', 'accepts only the test message', acceptsTestOnly],
    ['refuses-genuine', 'responds 400 to everything', responding(400)],
  ] as const)('says with %s what was not tried if it %s', async (cause, _name, create) => {
    const { diagnosis } = await reportOn(create);
    expect(diagnosis?.cause).toBe(cause);
    expect(diagnosis?.evidence.filter((one) => one.startsWith('not tried'))).toEqual([line]);
  });

  it('says so in each format for people', async () => {
    const report = await reportOn(rejectsAll);
    for (const format of ['html', 'markdown', 'agent', 'junit', 'github'] as const)
      expect([
        format,
        renderReport(format, report).includes('whether your receiver expects the secret itself'),
      ]).toEqual([format, true]);
  });

  it('says nothing of it if another mistake is proven', async () => {
    const { diagnosis } = await reportOn(expectsHex);
    expect(diagnosis?.cause).toBe('signature-hex');
    expect(JSON.stringify(diagnosis)).not.toContain('not tried');
  });

  it('notes which forgeries a rule left out', async () => {
    const { results } = await reportOn(() => createReference({ secret: testSecret }));
    const { verdict, evidence } = results.find(({ id }) => id === 'signature/rejects-missing') ?? {};
    expect([verdict, evidence?.notes]).toEqual(['pass', [line.replace('expects', 'accepts')]]);
  });
});

describe('a receiver on this machine', () => {
  it('gets the secret in as many requests as a dry run says, if it rejects everything', async () => {
    const { traffic, result } = await checked(rejectsAll(), here);
    expect(withSecret(traffic)).toHaveLength(requestsWithSecret);
    expect(formsIn(traffic)).not.toEqual([]);
    expect(JSON.stringify(result.diagnosis)).not.toContain('not tried');
  });

  it('is proven to expect the secret itself', async () => {
    const { result } = await checked(bareSecretOnly.create({ secret: testSecret }), here, {
      rules: ['signature/accepts-genuine'],
    });
    expect(result.diagnosis?.cause).toBe('signature-bare-secret');
  });
});
