import { createHash, createHmac } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { replacedIn, withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { checkMethod } from '../../../fixtures/receivers/carriage.ts';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import { expecting } from '../../../fixtures/receivers/patches.ts';
import { pause } from '../../../fixtures/receivers/pause.ts';
import type { CreateReceiver, Parts } from '../../../fixtures/receivers/receiver.ts';
import { receive } from '../../../fixtures/receivers/receiver.ts';
import { ReceiverRefusal } from '../../../fixtures/receivers/refusal.ts';
import { expectedSignature, isSameText } from '../../../fixtures/receivers/signature.ts';
import type { Diagnosis } from '../../../schemas/generated/types.ts';

interface FirstWebhook {
  readonly method: 'GET';
  readonly payloadIn: 'body' | 'query';
}

/** A bug that hides others. */
export interface FirstBug {
  readonly cause: Diagnosis['cause'];
  /** What tells it from others of this cause. */
  readonly title: string;
  /** What it adds to a receiver: replaced parts, or a wrapping. */
  readonly parts?: Partial<Parts>;
  readonly wrap?: (create: CreateReceiver) => CreateReceiver;
  readonly webhook?: FirstWebhook;
  /** The webhook after the fix, if that is what changes. */
  readonly fixed?: FirstWebhook;
}

const hmac = (message: Buffer, secret: string | Buffer, hash = 'sha256') =>
  createHmac(hash, secret).update(message).digest();

/** Compares the whole header with this text. */
const comparedWith = (
  cause: FirstBug['cause'],
  title: string,
  expected: (message: Buffer, secret: string) => string,
): FirstBug => ({
  cause,
  title,
  parts: expecting(expected),
});

const inHeader = (name: string): Partial<Parts> => ({
  isGenuine: (message, request, secret) => {
    const given = request.headers[name];
    return typeof given === 'string' && isSameText(given, expectedSignature(message, secret));
  },
});

/** As json.dumps of Python writes it. */
const dumped = (message: Buffer) => {
  try {
    const text = JSON.stringify(JSON.parse(message.toString()), null, 1)
      .replace(/\n */g, ' ')
      .replace(/([[{]) /g, '$1')
      .replace(/ ([\]}])/g, '$1');
    return Buffer.from(
      text.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
  } catch {
    throw new ReceiverRefusal(400, 'The message is not JSON.');
  }
};

const isTest = (value: unknown) => JSON.stringify(value)?.includes('"event":"test"');

/** Serves another path than the webhook's. */
const moved: NonNullable<FirstBug['wrap']> = (create) => (options) =>
  create(options).prependListener('request', (request) => {
    const [path, query] = (request.url ?? '').split(/(?=\?)/);
    const to = { '/webhook': '/nothing', '/webhook/': '/webhook' }[path ?? ''];
    if (to) request.url = `${to}${query ?? ''}`;
  });

/** Redirects the webhook's path to one with a slash. */
const redirected: NonNullable<FirstBug['wrap']> = (create) => (options) => {
  const server = create(options);
  const [serve] = server.listeners('request') as RequestListener[];
  return server.removeAllListeners('request').on('request', (request, response) => {
    const [path, query] = (request.url ?? '').split(/(?=\?)/);
    if (path === '/webhook') {
      request.resume().on('end', () => response.writeHead(308, { Location: '/webhook/' }).end());
      return;
    }
    if (path === '/webhook/') request.url = `/webhook${query ?? ''}`;
    serve?.(request, response);
  });
};

export const firstBugs: readonly FirstBug[] = [
  comparedWith('signature-hex', 'hex', (m, s) => hmac(m, s).toString('hex')),
  comparedWith('signature-base64url', 'base64url', (m, s) => hmac(m, s).toString('base64url')),
  comparedWith('signature-unpadded', 'unpadded', (m, s) => hmac(m, s).toString('base64').replace('=', '')),
  comparedWith('signature-base64-of-hex', 'Base64 of hex', (m, s) =>
    Buffer.from(hmac(m, s).toString('hex')).toString('base64'),
  ),
  comparedWith('signature-base64-twice', 'Base64 twice', (m, s) =>
    Buffer.from(hmac(m, s).toString('base64')).toString('base64'),
  ),
  comparedWith('signature-prefix', 'prefix', (m, s) => `sha256=${hmac(m, s).toString('base64')}`),
  comparedWith('signature-hex', 'hex after a prefix', (m, s) => `sha256=${hmac(m, s).toString('hex')}`),
  { cause: 'signature-other-header', title: 'other header', parts: inHeader('x-hub-signature-256') },
  comparedWith('signature-empty-secret', 'empty secret', (m) => hmac(m, '').toString('base64')),
  comparedWith('signature-decoded-secret', 'decoded secret', (m, s) =>
    hmac(m, Buffer.from(s, 'base64')).toString('base64'),
  ),
  comparedWith('signature-other-key', 'line break', (m, s) => hmac(m, `${s}\n`).toString('base64')),
  comparedWith('signature-re-serialized', 'Python', (m, s) => hmac(dumped(m), s).toString('base64')),
  comparedWith('signature-other-body', 'line break added', (m, s) =>
    hmac(Buffer.concat([m, Buffer.from('\n')]), s).toString('base64'),
  ),
  comparedWith('signature-other-digest', 'SHA-512', (m, s) => hmac(m, s, 'sha512').toString('base64')),
  comparedWith('signature-other-digest', 'no key', (m) => createHash('sha256').update(m).digest('base64')),
  { cause: 'not-found', title: 'path', wrap: moved },
  { cause: 'redirect', title: 'redirect', wrap: redirected },
  {
    cause: 'expects-milliseconds',
    title: 'milliseconds',
    parts: replacedIn(brokenReceiver('takes-seconds-for-milliseconds').create)?.({}) ?? {},
  },
  {
    cause: 'other-carriage',
    title: 'carriage',
    webhook: { method: 'GET', payloadIn: 'body' },
    fixed: { method: 'GET', payloadIn: 'query' },
    wrap: (create) => (options) => create({ ...options, payloadIn: 'query' }),
  },
  {
    cause: 'wrong-method',
    title: 'method',
    webhook: { method: 'GET', payloadIn: 'body' },
    parts: { checkMethod: (request, options) => checkMethod(request, { ...options, method: 'POST' }) },
  },
  {
    cause: 'wrong-content-type',
    title: 'content type',
    parts: {
      checkMethod(request, options) {
        checkMethod(request, options);
        if (request.headers['content-type'] !== 'text/plain') throw new ReceiverRefusal(415, 'Text, please.');
      },
    },
  },
  {
    cause: 'expects-object',
    title: 'object',
    parts: {
      receive: (exchange, parts) =>
        receive(exchange, {
          ...parts,
          parse(message) {
            const value = parts.parse(message);
            if (Array.isArray(value)) throw new ReceiverRefusal(400, 'An object, please.');
            return isTest(value) ? value : [value];
          },
        }),
    },
  },
  {
    cause: 'expects-array',
    title: 'array',
    parts: {
      receive: (exchange, parts) =>
        receive(exchange, {
          ...parts,
          parse(message) {
            const value = parts.parse(message);
            if (!Array.isArray(value)) throw new ReceiverRefusal(400, 'An array, please.');
            return value;
          },
        }),
    },
  },
  {
    cause: 'too-slow',
    title: 'slow',
    parts: {
      async receive(exchange, parts) {
        await pause(5000);
        return receive(exchange, parts);
      },
    },
  },
];

/** A receiver with a first bug and another one. Undefined if they are in the same part. */
export function withFirst(first: FirstBug, second: CreateReceiver): CreateReceiver | undefined {
  const { parts = {}, wrap = (create: CreateReceiver) => create } = first;
  const replaced = replacedIn(second);
  if (!replaced || Object.keys(replaced({})).some((name) => name in parts)) return undefined;
  return wrap((options) => withParts({ ...replaced(options), ...parts })(options));
}
