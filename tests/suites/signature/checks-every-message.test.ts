import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readRequestBody } from '../../../fixtures/receivers/body.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import { ReceiverRefusal } from '../../../fixtures/receivers/refusal.ts';
import { isSignedCorrectly } from '../../../fixtures/receivers/signature.ts';
import type { RuleResult } from '../../../schemas/generated/types.ts';
import { checkFixture, reasonsOf } from '../../runner/check-fixture.ts';

const rules = ['signature/checks-every-message'];

type Test = (message: Buffer, request: IncomingMessage) => boolean;

/** Accepts some messages without a verification. */
const trusting = (isTrusted: Test) =>
  withParts({
    isGenuine: (message, request, secret) =>
      isTrusted(message, request) || isSignedCorrectly(message, request, secret),
  });

const typeOf = (request: IncomingMessage) => request.headers['content-type'];
const isAbout =
  (text: string): Test =>
  (message) =>
    message.includes(text);
const isUnsigned = (request: IncomingMessage) => request.headers['x-signature'] === undefined;

/** Trusts any message that was genuine before. */
const knows = withParts(() => {
  const known = new Set<string>();
  return {
    isGenuine: (message, request, secret) => {
      const isGenuine = isSignedCorrectly(message, request, secret);
      if (isGenuine) known.add(message.toString());
      return isGenuine || known.has(message.toString());
    },
  };
});

async function findingOf(
  create: CreateReceiver,
  webhook?: { method: 'GET'; payloadIn: 'body' | 'query' },
): Promise<RuleResult['finding']> {
  const { method, payloadIn } = webhook ?? {};
  const options = { ...(method && { method }), ...(payloadIn && { profile: { payloadIn } }) };
  const report = await checkFixture(create, { rules, ...options }, webhook);
  const [result] = report.results;
  expect(result?.verdict, reasonsOf(report)).toBe(result?.finding ? 'fail' : 'pass');
  return result?.finding;
}

describe('a receiver that does not verify', () => {
  it.each<[string, CreateReceiver, RegExp]>([
    ['a did_delete', trusting(isAbout('did_delete')), /^no 2xx for a did_delete message, without an X-Sig/],
    ['a trunk_delete', trusting(isAbout('trunk_delete')), /a trunk_delete message/],
    ['a pce_delete', trusting(isAbout('pce_delete')), /a pce_delete message/],
    ['a capacity change', trusting(isAbout('repository')), /a capacity change/],
    ['an unknown event', trusting(isAbout('trunk_status_change')), /an array with an undocumented event/],
    ['another object', trusting(isAbout('license_expiry')), /an object with an undocumented event/],
    ['text', trusting((_, request) => typeOf(request) === 'text/plain'), /Content-Type: text\/plain/],
    ['a form', trusting((_, request) => /form/.test(typeOf(request) ?? '')), /x-www-form-urlencoded/],
    ['a charset', trusting((_, request) => /charset/.test(typeOf(request) ?? '')), /json; charset=utf-8/],
    ['no type', trusting((_, request) => typeOf(request) === undefined), /without a Content-Type/],
    ['chunks', trusting((_, request) => 'transfer-encoding' in request.headers), /chunked/],
    ['300 kB', trusting((message) => message.length > 300_000), /a message with 2700 DIDs/],
    ['what it knows', knows, /^no 2xx for the genuine message again, without an X-Signature header/],
  ])('%s fails', async (_what, create, expected) => {
    expect((await findingOf(create))?.expected).toMatch(expected);
  });

  // The header is checked first, and the verification runs only where the body is parsed as JSON.
  it('text if it has a signature fails', async () => {
    const finding = await findingOf(
      trusting((_, request) => !isUnsigned(request) && typeOf(request) === 'text/plain'),
    );
    expect(finding?.expected).toMatch(/text\/plain, signed with another secret$/);
  });

  it.each(['body', 'query'] as const)(
    'what it knows fails if a GET carries it in its %s',
    async (payloadIn) => {
      const finding = await findingOf(knows, { method: 'GET', payloadIn });
      expect(finding).toMatchObject({
        expected: expect.stringMatching(/^no 2xx for the genuine message again/),
        fix: expect.stringMatching(/^Verify the signature before you look for duplicates/),
      });
    },
  );
});

describe('a receiver passes', () => {
  it('that accepts genuine duplicates only', async () =>
    expect(await findingOf(createReference)).toBeUndefined());

  it.each(['body', 'query'] as const)('if a GET carries the message in its %s', async (payloadIn) => {
    expect(await findingOf(createReference, { method: 'GET', payloadIn })).toBeUndefined();
  });

  it('whether it rejects a form as such, breaks down on it or closes the connection', async () => {
    const strict = withParts({
      readBody: async (request) => {
        if ('transfer-encoding' in request.headers) throw new ReceiverRefusal(411, 'Send a length.');
        if (typeOf(request) === undefined) throw new Error('It has no type.');
        if (typeOf(request) !== 'application/json') throw new ReceiverRefusal(415, 'Send JSON.');
        if (Number(request.headers['content-length']) > 100_000) request.destroy();
        return readRequestBody(request);
      },
    });
    expect(await findingOf(strict)).toBeUndefined();
  });
});
