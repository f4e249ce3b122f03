import { describe, expect, it } from 'vitest';
import { defaultProfile, defaultSettings } from '../../../simulator/index.ts';
import type { AcceptedDelivery } from '../../../simulator/journal/journal.ts';
import {
  deliveryWithoutCredentials,
  outcomeWithoutCredentials,
  requestWithoutCredentials,
} from '../../../simulator/sender/without-credentials.ts';
import type { Outcome, ResponseOutcome } from '../../../simulator/wire/outcome.ts';
import type { WireRequest } from '../../../simulator/wire/wire.ts';
import { redactorOf } from '../../../text/secrets/redact.ts';

describe('a delivery for a journal', () => {
  const deliveryTo = (url: string): AcceptedDelivery => ({
    id: 'w-1',
    acceptedAt: new Date(0),
    webhook: { id: 'w', url, method: 'GET' },
    event: 'test',
    message: Buffer.from('{}'),
    signature: 'signature',
    settings: defaultSettings,
    profile: defaultProfile,
  });

  it('has a URL without credentials, and is otherwise unchanged', () => {
    const delivery = deliveryTo('http://user:Jq7xW2mN9p@localhost:3000/webhook?token=Jq7xW2mN9p&a=1');
    const stored = deliveryWithoutCredentials(delivery);
    expect(stored).toEqual({
      ...delivery,
      webhook: { id: 'w', url: 'http://***@localhost:3000/webhook?token=***&a=1', method: 'GET' },
    });
  });

  it('is unchanged if its URL has no credentials', () => {
    const delivery = deliveryTo('http://localhost:3000/webhook?a=1');
    expect(deliveryWithoutCredentials(delivery)).toBe(delivery);
  });
});

describe('a request for a journal', () => {
  const request: WireRequest = {
    method: 'POST',
    target: '/webhook?token=Jq7xW2mN9p&a=1',
    headers: [
      ['Host', 'localhost'],
      ['X-Tenant', '7'],
      ['x-signature', 'signature'],
      ['X-TRACE', 'trace'],
    ],
    body: Buffer.from('{}'),
  };

  it("has neither the URL's credentials nor the values of the user's own headers", () => {
    const own: [string, string][] = [
      ['x-tenant', '7'],
      ['X-Trace', 'trace'],
    ];
    expect(requestWithoutCredentials(request, own)).toEqual({
      ...request,
      target: '/webhook?token=***&a=1',
      headers: [
        ['Host', 'localhost'],
        ['X-Tenant', '***'],
        ['x-signature', 'signature'],
        ['X-TRACE', '***'],
      ],
    });
  });

  it('keeps its headers if the user has none', () => {
    expect(requestWithoutCredentials(request, []).headers).toBe(request.headers);
  });
});

describe('an outcome for a journal', () => {
  const url = 'http://user:W%C3%BCrfelzucker@localhost/?token=Jq7xW2mN9p';
  const redactor = redactorOf({
    secrets: ['q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o'],
    urls: [url],
    headers: [['Authorization', 'Bearer staging-token-0815']],
  });
  const response = (parts: Partial<ResponseOutcome>): ResponseOutcome => ({
    kind: 'response',
    status: 200,
    reason: 'OK',
    headers: [['Server', 'nginx']],
    body: Buffer.from('ok'),
    bodyComplete: true,
    ...parts,
  });

  it('has no credential of the URL, raw or decoded, wherever the receiver echoes it', () => {
    const echoed = response({
      reason: 'Bad token Jq7xW2mN9p',
      headers: [
        ['Location', '/?token=Jq7xW2mN9p&again=Jq7xW2mN9p'],
        ['X-Jq7xW2mN9p', '1'],
      ],
      body: Buffer.from('Würfelzucker, W%C3%BCrfelzucker, Jq7xW2mN9p, Jq7xW2mN9p, user'),
      bodyComplete: false,
    });
    expect(outcomeWithoutCredentials(echoed, redactor)).toEqual({
      kind: 'response',
      status: 200,
      reason: 'Bad token ***',
      headers: [
        ['Location', '/?token=***&again=***'],
        ['X-***', '1'],
      ],
      body: Buffer.from('***, ***, ***, ***, user'),
      bodyComplete: false,
    });
  });

  it('keeps every byte of a body that is not UTF-8', () => {
    const bytes = Buffer.from([0xff, 0x00, 0xc3]);
    const { body } = outcomeWithoutCredentials(response({ body: bytes }), redactor) as ResponseOutcome;
    expect(body).toEqual(bytes);
  });

  it('has neither the secret, in any encoding, nor the value of a header of the user', () => {
    // printf q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o | xxd -p -c 32
    const hex = '7137547a304c6d587633526b5762384864596335';
    const echoed = response({
      headers: [['X-Debug', 'key q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o']],
      body: Buffer.from(`${hex} staging-token-0815`),
    });
    expect(outcomeWithoutCredentials(echoed, redactor)).toMatchObject({
      headers: [['X-Debug', 'key ***']],
      body: Buffer.from('*** ***'),
    });
  });

  it('is unchanged without a response', () => {
    const outcome: Outcome = { kind: 'timeout', phase: 'connect' };
    expect(outcomeWithoutCredentials(outcome, redactor)).toBe(outcome);
  });
});
