/**
 * Hookswitch in supertest: send signed YCM messages to an app under test.
 *
 * @module
 */
import { validateHeaderValue } from 'node:http';
import type { Test } from 'supertest';
import {
  assertUsableSecret,
  buildRequest,
  chooseProfile,
  type Fault,
  givenFault,
  HookswitchError,
  type Method,
  type Profile,
} from '../simulator/index.ts';
import type { SignedRequest } from '../simulator/wire/request.ts';
import { toWire } from '../simulator/wire/wire.ts';
import { headerValues } from '../text/formats/headers.ts';
import { quote } from '../text/words/quote.ts';

/** How to deliver a message to an app with supertest: the secret, and the sender's options. */
export interface SupertestDelivery {
  /** The app's secret, 32 characters. */
  readonly secret: string;
  /** Sender behavior that the vendor doesn't document. Missing values have their defaults. */
  readonly profile?: Partial<Profile>;
  /** A fault, by name or your own. It must change the request, not the timing of its bytes. */
  readonly fault?: string | Fault;
  /** The configured method of the webhook; default that of the test. */
  readonly method?: Method;
}

/**
 * Turns a supertest request into one from YCM: the signed bytes of the message, and all headers, including `X-Signature`. Nothing is sent
 * before the test is awaited or ended.
 *
 * @param test An unsent request, as returned by `request(app).post('/webhook')`. What you set on it later takes precedence.
 * @param message A value is sent as JSON in the profile's format, a `Uint8Array` byte for byte.
 * @param options The secret, and the sender's options.
 * @returns The same test, so that you can chain `.expect(200)`.
 * @throws HookswitchError `bad-secret`, `bad-message`, `bad-fault`, or `bad-webhook` for a test with a method other than GET and POST.
 */
export function deliver<T extends Test>(test: T, message: unknown, options: SupertestDelivery): T {
  assertUsableSecret(options.secret ?? '', 'the secret');
  if (message === undefined) {
    throw new HookswitchError(
      'bad-message',
      'no message is given; create one with testMessage or sampleMessage',
    );
  }
  const { secret } = options;
  const fault = faultOf(options.fault);
  const profile = chooseProfile(options.profile ?? {});
  const webhook = { url: test.url, secret, method: options.method ?? methodOf(test) };
  const genuine = buildRequest(webhook, message, profile);
  return dress(test, fault?.rewrite?.(genuine, secret) ?? genuine, profile);
}

function dress<T extends Test>(test: T, signed: SignedRequest, { connections }: Profile): T {
  const { target, headers } = toWire(signed, connections === 'kept' ? 'keep-alive' : 'close');
  test.method = signed.method;
  // The app's address is known later: supertest then builds the URL again, and keeps the added query.
  if (signed.carriage === 'query') test.query(target.slice(targetOf(test.url).length + 1));
  for (const name of new Set(headers.map(([key]) => key))) {
    if (framing.includes(name)) continue;
    const values = headerValues(headers, name);
    for (const value of values) assertSendable(name, value);
    // Its types allow no header with two values, but superagent sends both.
    test.set(name, (values.length === 1 ? values[0] : values) as string);
  }
  // superagent would serialize bytes again if Content-Type is JSON.
  if (signed.carriage === 'body') test.serialize((bytes) => bytes).send(Buffer.from(signed.message));
  return test.on('request', ({ req }: Test) => {
    if (!('removeHeader' in req)) return;
    // YCM doesn't ask for compression; superagent always does.
    if (test.getHeader('Accept-Encoding') === undefined) req.removeHeader('Accept-Encoding');
    if (signed.framing !== 'chunked') return;
    req.removeHeader('Content-Length');
    req.setHeader('Transfer-Encoding', 'chunked');
  });
}

/** Headers that Node's HTTP client adds. */
const framing: readonly string[] = ['Host', 'Content-Length', 'Transfer-Encoding'];

function targetOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

function methodOf({ method }: Test): Method {
  if (method === 'GET' || method === 'POST') return method;
  throw new HookswitchError(
    'bad-webhook',
    `YCM sends GET or POST, not ${quote(method)}; for another method, give the fault other-method`,
  );
}

function faultOf(given: string | Fault | undefined): Fault | undefined {
  const fault = typeof given === 'string' ? givenFault(given, 'bad-fault') : given;
  if (fault?.pace) {
    throw new HookswitchError(
      'bad-fault',
      `the fault ${fault.name} changes how the bytes are sent, which supertest doesn't support; use check({ receiver }), or hookswitch send --fault ${fault.name}`,
    );
  }
  return fault;
}

/** Control characters would need a raw socket. */
function assertSendable(name: string, value: string): void {
  try {
    validateHeaderValue(name, value);
  } catch {
    throw new HookswitchError(
      'bad-fault',
      `the header ${quote(name)} contains a character that Node's HTTP client doesn't send; use check({ receiver }) or hookswitch send`,
    );
  }
}
