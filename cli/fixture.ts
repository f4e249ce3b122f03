import { createHash } from 'node:crypto';
import {
  buildRequest,
  defaultProfile,
  type EventName,
  type SignedRequest,
  sampleMessage,
  type Webhook,
} from '../simulator/index.ts';
import { headBytes, toWire } from '../simulator/wire.ts';
import { quoteForShell } from './replay-command.ts';

/** One signed message. */
export interface Fixture {
  readonly event: EventName;
  /** Which of its event, from 1. */
  readonly n: number;
  readonly request: SignedRequest;
}

export const fixtureFormats = ['json', 'http', 'curl'] as const;
export type FixtureFormat = (typeof fixtureFormats)[number];

/** Messages of these events, the same for the same seed: the reports are of a fixed time. */
export function* makeFixtures(
  events: readonly EventName[],
  count: number,
  seed: number,
  webhook: Webhook,
): Generator<Fixture> {
  for (const event of events) {
    for (let n = 1; n <= count; n += 1) {
      const message = sampleMessage({ event, seed, n: n - 1 });
      yield { event, n, request: buildRequest(webhook, message, defaultProfile) };
    }
  }
}

export function signatureOf({ request }: Fixture): string {
  return Object.fromEntries(request.headers)['X-Signature'] ?? '';
}

/** A fixture as data: the message as text and as Base64, and the headers that go with it. */
export function fixtureAsData(fixture: Fixture, secret: string) {
  const { event, n, request } = fixture;
  const bytes = Buffer.from(request.message);
  return {
    event,
    n,
    body: bytes.toString('utf8'),
    bodyBase64: bytes.toString('base64'),
    signature: signatureOf(fixture),
    headers: Object.fromEntries(request.headers),
    secretFingerprint: secretFingerprint(secret),
  };
}

/** The request as it goes over the wire, byte for byte. */
export function fixtureAsHttp({ request }: Fixture, connection: 'close' | 'keep-alive'): Buffer {
  const wire = toWire(request, connection);
  return Buffer.concat([headBytes(wire), wire.body]);
}

/** A command for a POSIX shell that sends exactly the signed bytes: JSON holds no NUL, and begins with no @, which would name a file. */
export function fixtureAsCurl({ request }: Fixture): string {
  const words = [
    ['curl', '--globoff', '--silent', '--show-error', '--include', '--request', request.method],
    ...request.headers.map(([name, value]) => ['--header', `${name}: ${value}`]),
    ['--data-binary', Buffer.from(request.message).toString('utf8')],
    [request.url],
  ];
  return `${words.map((line) => line.map(quoteForShell).join(' ')).join(' \\\n  ')}\n`;
}

/** Enough of a digest to tell two secrets apart. */
export function secretFingerprint(secret: string): string {
  return sha256(Buffer.from(secret)).slice(0, 8);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
