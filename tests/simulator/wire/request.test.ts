import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serialize } from '../../../simulator/message/serialize.ts';
import { defaultProfile, type Profile, profileChoices } from '../../../simulator/profile.ts';
import { sign, verify } from '../../../simulator/signature/signature.ts';
import {
  buildRequest,
  type SignedRequest,
  type Webhook,
  withHeader,
} from '../../../simulator/wire/request.ts';

const fixtures = new URL('../../../fixtures/', import.meta.url);
/** Made with openssl. */
const answers: { file: string; secret: string; signature: string }[] = JSON.parse(
  readFileSync(new URL('signatures.json', fixtures), 'utf8'),
);
const bytesOf = (file: string) => readFileSync(new URL(`messages/${file}`, fixtures));

const post: Webhook = {
  url: 'http://localhost/webhook',
  secret: 'Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3A',
  method: 'POST',
};
const get: Webhook = { ...post, method: 'GET' };
const header = (request: SignedRequest, name: string) =>
  request.headers.filter(([key]) => key === name).map(([, value]) => value);

describe('a signature', () => {
  it.each(answers)("is openssl's for $file under $secret", ({ file, secret, signature }) => {
    expect(sign(secret, bytesOf(file))).toBe(signature);
    expect(verify(secret, bytesOf(file), signature)).toBe(true);
  });

  it('is valid only if it matches exactly', () => {
    const [{ file, secret, signature } = { file: '', secret: '', signature: '' }] = answers;
    const bytes = bytesOf(file);
    for (const other of [
      '',
      ` ${signature}`,
      `${signature}\n`,
      signature.slice(0, -1),
      signature.toLowerCase(),
    ]) {
      expect(verify(secret, bytes, other)).toBe(false);
    }
    expect(verify(secret, Buffer.concat([bytes, Buffer.from('\n')]), signature)).toBe(false);
  });
});

describe('a request', () => {
  it.each(answers)('carries $file byte for byte, signed under $secret', ({ file, secret, signature }) => {
    const request = buildRequest({ ...post, secret }, bytesOf(file), defaultProfile);
    expect(Buffer.from(request.message).equals(bytesOf(file))).toBe(true);
    expect(header(request, 'X-Signature')).toEqual([signature]);
  });

  it('looks like older event reports, with the signature last', () => {
    const request = buildRequest(post, bytesOf('test.json'), defaultProfile, [['Authorization', 'Basic x']]);
    expect(request).toMatchObject({
      method: 'POST',
      url: post.url,
      carriage: 'body',
      framing: 'content-length',
    });
    expect(request.headers.map(([name, value]) => `${name}: ${value}`)).toEqual([
      'Authorization: Basic x',
      'User-Agent: WebAPI',
      'Accept: application/json',
      'Content-Type: application/json',
      `X-Signature: ${sign(post.secret, bytesOf('test.json'))}`,
    ]);
  });

  it('omits a header that the profile leaves empty', () => {
    const profile: Profile = { ...defaultProfile, userAgent: '', accept: '', contentType: '' };
    const { headers } = buildRequest(post, {}, profile);
    expect(headers.map(([name]) => name)).toEqual(['X-Signature']);
  });

  it.each(profileChoices.payloadIn.values)(
    'by GET carries the message as the profile says: %s',
    (payloadIn) => {
      const request = buildRequest(get, bytesOf('did-change.json'), { ...defaultProfile, payloadIn });
      expect(request).toMatchObject({ method: 'GET', carriage: payloadIn });
      expect(header(request, 'Content-Type')).toEqual(payloadIn === 'body' ? ['application/json'] : []);
      const carried = payloadIn === 'none' ? Buffer.alloc(0) : bytesOf('did-change.json');
      expect(Buffer.from(request.message).equals(carried)).toBe(true);
      expect(header(request, 'X-Signature')).toEqual([sign(get.secret, carried)]);
    },
  );

  it.each(profileChoices.payloadIn.values)('by POST always carries it in the body: %s', (payloadIn) => {
    expect(buildRequest(post, {}, { ...defaultProfile, payloadIn }).carriage).toBe('body');
  });

  it('signs the bytes that it carries, which mean the message in any format', () => {
    const formatting = fc.record({
      spacing: fc.constantFrom(...profileChoices.spacing.values),
      keyOrder: fc.constantFrom(...profileChoices.keyOrder.values),
      escapeSlashes: fc.boolean(),
      escapeNonAscii: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), formatting, (message, choices) => {
        const request = buildRequest(post, message, { ...defaultProfile, ...choices });
        expect(header(request, 'X-Signature')).toEqual([sign(post.secret, request.message)]);
        expect(JSON.parse(Buffer.from(request.message).toString('utf8'))).toEqual(
          JSON.parse(JSON.stringify(message)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is pure: the same for the same arguments, which it does not change', () => {
    const message = Object.freeze([Object.freeze({ event: 'x', list: Object.freeze(['b', 'a']) })]);
    const profile: Profile = { ...defaultProfile, keyOrder: 'reversed' };
    expect(buildRequest(post, message, profile)).toEqual(buildRequest(post, message, profile));
  });
});

describe('a formatting', () => {
  const value = { b: 'ü/"1, 2: 3"', a: [1, { d: 'x', c: null }] };
  it.each([
    ['compact', {}, '{"b":"ü/\\"1, 2: 3\\"","a":[1,{"d":"x","c":null}]}'],
    ['spaced', { spacing: 'spaced' }, '{"b": "ü/\\"1, 2: 3\\"", "a": [1, {"d": "x", "c": null}]}'],
    [
      'indented',
      { spacing: 'indented' },
      '{\n    "b": "ü/\\"1, 2: 3\\"",\n    "a": [\n        1,\n        {\n            "d": "x",\n            "c": null\n        }\n    ]\n}',
    ],
    ['reversed', { keyOrder: 'reversed' }, '{"a":[1,{"c":null,"d":"x"}],"b":"ü/\\"1, 2: 3\\""}'],
    ['slashes', { escapeSlashes: true }, '{"b":"ü\\/\\"1, 2: 3\\"","a":[1,{"d":"x","c":null}]}'],
    ['escapes', { escapeNonAscii: true }, '{"b":"\\u00fc/\\"1, 2: 3\\"","a":[1,{"d":"x","c":null}]}'],
  ] as const)('writes JSON %s', (_title, choices, expected) => {
    expect(serialize(value, { ...defaultProfile, ...choices }).toString('utf8')).toBe(expected);
  });
});

describe('a header', () => {
  it('is replaced in any case, duplicated or removed', () => {
    const request = buildRequest(
      post,
      {},
      { ...defaultProfile, userAgent: '', accept: '', contentType: '' },
      [
        ['x-signature', 'a'],
        ['A', 'b'],
      ],
    );
    expect(withHeader(request, 'X-SIGNATURE', ['1', '2']).headers).toEqual([
      ['A', 'b'],
      ['X-SIGNATURE', '1'],
      ['X-SIGNATURE', '2'],
    ]);
    expect(withHeader(request, 'X-Signature', []).headers).toEqual([['A', 'b']]);
  });
});
