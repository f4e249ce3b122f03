import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import express from 'express';
import Fastify from 'fastify';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { deliver } from '../../integrations/supertest.ts';
import {
  defaultProfile,
  type Fault,
  faults,
  freshConnections,
  type Method,
  type Profile,
  sampleMessage,
  testMessage,
  transmit,
  varyProfile,
} from '../../simulator/index.ts';
import { listenLocally } from '../support/listen-locally.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';
const folder = new URL('../../fixtures/', import.meta.url);

/** What an app received. */
interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: readonly string[];
  readonly body: string;
}

/** An app that acknowledges everything, and the requests that it received. */
function recorder(): { readonly app: RequestListener; readonly seen: Seen[] } {
  const seen: Seen[] = [];
  const app: RequestListener = async (incoming, response) => {
    const body = await buffer(incoming);
    const { method, url, rawHeaders } = incoming;
    const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
    const headers = pairs.filter((pair) => !pair.startsWith('Host: ')).sort();
    seen.push({ method, url, headers, body: body.toString('latin1') });
    response.end('{}');
  };
  return { app, seen };
}

describe('a message delivered to an app with supertest', () => {
  const answers: { file: string; secret: string; signature: string }[] = JSON.parse(
    readFileSync(new URL('signatures.json', folder), 'utf8'),
  );

  // One of the secrets contains a space, which YCM never uses, so it is refused.
  const usable = answers.filter((answer) => !answer.secret.includes(' '));

  it.each(usable)("has openssl's signature of $file", async ({ file, secret: key, signature }) => {
    const bytes = readFileSync(new URL(`messages/${file}`, folder));
    const { app, seen } = recorder();
    await deliver(request(app).post('/webhook'), bytes, { secret: key }).expect(200);
    expect(seen[0]?.body).toBe(bytes.toString('latin1'));
    expect(seen[0]?.headers).toContain(`X-Signature: ${signature}`);
  });

  it.each<[string, Method, Partial<Profile>]>([
    ['by POST', 'POST', {}],
    ['with other headers', 'POST', { contentType: 'text/plain; charset=utf-8', userAgent: '', accept: '' }],
    ['without a Content-Type', 'POST', { contentType: '' }],
    ['in another format', 'POST', { spacing: 'indented', keyOrder: 'reversed', escapeNonAscii: true }],
    ['on a kept connection', 'POST', { connections: 'kept' }],
    ['by GET with a body', 'GET', {}],
    ['in the query of a GET', 'GET', { payloadIn: 'query', getQueryParameter: 'a b' }],
    ['by GET with nothing', 'GET', { payloadIn: 'none' }],
    ...[1, 2, 3, 4, 5, 6].map((seed): [string, Method, Profile] => [
      `as seed ${seed} varies it`,
      seed % 2 === 0 ? 'GET' : 'POST',
      varyProfile(seed),
    ]),
  ])('equals what the simulator sends: %s', async (_how, method, profile) => {
    await expectSameAsSimulator(method, profile);
  });

  it.each(faults.filter(({ pace }) => pace === undefined))(
    'equals what the simulator sends with the fault $name',
    async (fault) => {
      await expectSameAsSimulator('POST', {}, fault);
    },
  );

  it('equals what the simulator sends with a custom fault', async () => {
    const fault: Fault = {
      name: 'mine',
      title: 'with nothing in it',
      rewrite: (signed) => ({ ...signed, message: new Uint8Array() }),
    };
    await expectSameAsSimulator('POST', {}, fault);
  });

  it('keeps what the test sets afterwards, and its query', async () => {
    const { app, seen } = recorder();
    const test = deliver(request(app).get('/webhook?tenant=7').set('X-Before', '1'), testMessage, {
      secret,
      profile: { payloadIn: 'query' },
    });
    await test.set('X-After', '2').set('Accept-Encoding', 'br').set('User-Agent', 'mine').expect(200);
    expect(seen[0]?.url).toMatch(/^\/webhook\?tenant=7&message=%7B/);
    expect(seen[0]?.headers).toEqual(
      expect.arrayContaining(['X-Before: 1', 'X-After: 2', 'Accept-Encoding: br', 'User-Agent: mine']),
    );
  });
});

describe('an app tested with supertest', () => {
  const message = sampleMessage({ event: 'did_change', seed: 1 });
  const reference = () => createReference({ secret });

  it('acknowledges, and `expect` works on its response', async () => {
    await deliver(request(reference()).post('/webhook'), message, { secret })
      .expect(200)
      .expect('Content-Type', /^text\/plain/)
      .expect('Received.');
    const wrong = deliver(request(reference()).post('/webhook'), message, { secret }).expect(204);
    await expect(wrong).rejects.toThrow('expected 204 "No Content", got 200 "OK"');
  });

  it.each([
    ['missing-signature', 401],
    ['tampered-body', 401],
    ['wrong-secret', 401],
    ['doubled-header', 401],
    ['other-method', 405],
    ['forged-get', 405],
    ['header-case', 200],
    ['chunked-body', 200],
  ])('responds to the fault %s with %i', async (fault, status) => {
    await deliver(request(reference()).post('/webhook'), message, { secret, fault }).expect(status);
  });

  it('may be an Express app, its agent, or the server of a Fastify app', async () => {
    const onExpress = express().post('/webhook', express.json(), (incoming, response) => {
      response.json(incoming.body);
    });
    await deliver(request(onExpress).post('/webhook'), testMessage, { secret }).expect(200, testMessage);
    await deliver(request.agent(onExpress).post('/webhook'), testMessage, { secret }).expect(testMessage);
    const onFastify = Fastify();
    onFastify.post('/webhook', async ({ body }) => body);
    await onFastify.ready();
    await deliver(request(onFastify.server).post('/webhook'), testMessage, { secret }).expect(testMessage);
  });

  it('may get another method than the one of the test', async () => {
    const { app, seen } = recorder();
    await deliver(request(app).post('/webhook'), message, { secret, method: 'GET' }).expect(200);
    expect(seen[0]?.method).toBe('GET');
  });
});

describe('an undeliverable message', () => {
  const { app, seen } = recorder();
  const post = () => request(app).post('/webhook');
  it.each<[string, () => unknown, string, string | RegExp]>([
    [
      'an unknown fault',
      () => deliver(post(), testMessage, { secret, fault: 'tamperd-body' }),
      'bad-fault',
      'there is no fault "tamperd-body"; did you mean tampered-body?',
    ],
    [
      'a fault with another name',
      () => deliver(post(), testMessage, { secret, fault: 'x' }),
      'bad-fault',
      /^there is no fault "x"; use one of missing-signature, /,
    ],
    ...faults
      .filter(({ pace }) => pace !== undefined)
      .map(({ name }): [string, () => unknown, string, RegExp] => [
        name,
        () => deliver(post(), testMessage, { secret, fault: name }),
        'bad-fault',
        new RegExp(`^the fault ${name} changes how .* use check\\({ receiver }\\), .* --fault ${name}$`),
      ]),
    [
      'a header with a control character',
      () => deliver(post(), testMessage, { secret, fault: controlCharacter }),
      'bad-fault',
      /^the header "X-Signature" contains a character that Node's HTTP client doesn't send; /,
    ],
    [
      'a message by PUT',
      () => deliver(request(app).put('/webhook'), testMessage, { secret }),
      'bad-webhook',
      'YCM sends GET or POST, not "PUT"; for another method, give the fault other-method',
    ],
    [
      'no message',
      () => deliver(post(), undefined, { secret }),
      'bad-message',
      'no message is given; create one with testMessage or sampleMessage',
    ],
    [
      'an invalid secret',
      () => deliver(post(), testMessage, { secret: 'short' }),
      'bad-secret',
      'the secret has 5 characters; a YCM secret has 32 characters',
    ],
    [
      'no secret',
      () => deliver(post(), testMessage, {} as { secret: string }),
      'bad-secret',
      'the secret is empty; a YCM secret has 32 characters',
    ],
  ])('is refused in one sentence and not sent: %s', (_what, attempt, code, message) => {
    expect(attempt).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
    expect(seen).toEqual([]);
  });

  const controlCharacter: Fault = {
    name: 'control-character',
    title: 'with a control character in its signature',
    rewrite: (signed) => ({ ...signed, headers: [['X-Signature', `a\0${secret}`]] }),
  };
});

/** Sends the same message both ways to a listening app, and compares what it received. */
async function expectSameAsSimulator(method: Method, chosen: Partial<Profile>, fault?: Fault): Promise<void> {
  const { app, seen } = recorder();
  const server = createServer(app);
  const origin = await listenLocally(server);
  const message = sampleMessage({ event: 'did_change', seed: 3 });
  const profile = { ...defaultProfile, ...chosen };
  const connector = freshConnections({ allowHosts: [] });
  await transmit({
    webhook: { url: `${origin}/webhook?tenant=7`, secret, method },
    message,
    profile,
    connector: { ...connector, keeps: profile.connections === 'kept' },
    timeoutMs: 5000,
    fault,
  });
  const path = '/webhook?tenant=7';
  const test = method === 'GET' ? request(server).get(path) : request(server).post(path);
  await deliver(test, message, { secret, profile: chosen, ...(fault ? { fault } : {}) }).expect(200);
  await closed(server);
  expect(seen).toHaveLength(2);
  expect(seen[1]).toEqual(seen[0]);
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await once(server.close(), 'close');
}
