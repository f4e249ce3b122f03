import { describe, expect, it } from 'vitest';
import { alteredSignature } from '../../../simulator/faults/altered-signature.ts';
import { both } from '../../../simulator/faults/both.ts';
import { brokenUpload } from '../../../simulator/faults/broken-upload.ts';
import { chunkedBody } from '../../../simulator/faults/chunked-body.ts';
import { contentType } from '../../../simulator/faults/content-type.ts';
import { doubledHeader, joinedHeader } from '../../../simulator/faults/doubled-header.ts';
import { emptySignature } from '../../../simulator/faults/empty-signature.ts';
import type { Fault } from '../../../simulator/faults/fault.ts';
import { forgedGet, unsignedMethod } from '../../../simulator/faults/forged-get.ts';
import { headerCase } from '../../../simulator/faults/header-case.ts';
import { faults } from '../../../simulator/faults/index.ts';
import { lostAck, lostInResponse } from '../../../simulator/faults/lost-ack.ts';
import { malformedSignature } from '../../../simulator/faults/malformed-signature.ts';
import { missingSignature } from '../../../simulator/faults/missing-signature.ts';
import {
  type OtherEncoding,
  otherEncoding,
  otherEncodings,
} from '../../../simulator/faults/other-encoding.ts';
import { otherMethod } from '../../../simulator/faults/other-method.ts';
import { secondMessage } from '../../../simulator/faults/second-message.ts';
import { signatureInHeader, signatureInQuery } from '../../../simulator/faults/signature-elsewhere.ts';
import { heldBack, slowBody } from '../../../simulator/faults/slow-body.ts';
import { splitBody } from '../../../simulator/faults/split-body.ts';
import { swappedSignature } from '../../../simulator/faults/swapped-signature.ts';
import { tamperedBody } from '../../../simulator/faults/tampered-body.ts';
import { traitsOf } from '../../../simulator/faults/traits.ts';
import { type WeakDigest, weakDigest, weakDigests } from '../../../simulator/faults/weak-digest.ts';
import { wrongSecret } from '../../../simulator/faults/wrong-secret.ts';
import { defaultProfile } from '../../../simulator/profile.ts';
import { buildRequest, type Webhook } from '../../../simulator/wire/request.ts';
import { toWire } from '../../../simulator/wire/wire.ts';
import { genuine, message, profile, signedAs, webhook, written } from './on-the-wire.ts';

const forged = 'A'.repeat(43).concat('=');

describe('without a fault', () => {
  it('the request is genuine', () => expect(written(undefined)).toEqual([signedAs([genuine])]));
});

describe('a signature fault', () => {
  it.each<[Fault, readonly string[]]>([
    [missingSignature, []],
    [emptySignature(), ['']],
    [emptySignature(' '), [' ']],
    [emptySignature('\t'), ['\t']],
    [malformedSignature(), ['not base64!']],
    [malformedSignature('with any bytes', 'é\0\x7f'), ['é\0\x7f']],
    [alteredSignature(), ['D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICc']],
    [
      alteredSignature('with another', (signature) => signature.replace('D+', 'd+')),
      [`d${genuine.slice(1)}`],
    ],
    [doubledHeader(), [genuine, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=']],
    [doubledHeader('last'), ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', genuine]],
    // The key: x9UeApG2fJsN5cYdH8bWkR3vXmL0zT7q.
    [wrongSecret(), ['sZ7gDOVDHkxRGkpjmYvdMnkT9GQnmeJ+mzcTUwM4zbk=']],
    [wrongSecret('signed with an empty secret', () => ''), ['PedG0o+GhV2RykMAJD3Jxp3tLdpZhWA69Dbup+oHEGA=']],
    [
      // -mac HMAC -macopt hexkey: the output of openssl base64 -d for the secret.
      wrongSecret('signed with the secret decoded as Base64', (secret) => Buffer.from(secret, 'base64')),
      ['JL9dH699WuXYBzFdqWLAubOb/2d3m6JvQs+yW/OWCuU='],
    ],
    [swappedSignature(), ['zKTGSbOiHHVNMFbozci+Npj5E+/+VI8/jeLi5Il19HI=']],
    [
      swappedSignature('with the signature of []', Buffer.from('[]')),
      ['ZboX5pvx0irlilI/o3HmCZahjXpSWQVtULk+RaiDkFo='],
    ],
  ])('$name, $title: nothing else is changed', (fault, values) => {
    expect(written(fault)).toEqual([signedAs(values)]);
  });

  it.each([
    // The key is yxxx…
    ['x', '+17ATc3jrn5/QGFF3HR/15EU+C3kKYrGum1tZKrmyzo='],
    // The key is xaaa…
    ['a', '5Ol90vTrnCs9O4Ta6ZFM2TFVY4v4I/8TDYKmRJ+VMF4='],
  ])('uses another first character if the secret consists only of "%s"', (character, expected) => {
    const secret = character.repeat(32);
    const request = buildRequest({ ...webhook, secret }, Buffer.from(message), profile);
    expect(wrongSecret().rewrite?.(request, secret).headers).toEqual([['X-Signature', expected]]);
  });

  it('changes the genuine signature, and no other header', () => {
    const request = buildRequest(webhook, Buffer.from(message), defaultProfile);
    const headers = alteredSignature().rewrite?.(request, webhook.secret).headers;
    expect(headers).toEqual([...request.headers.slice(0, -1), ['X-Signature', genuine.slice(0, -4)]]);
  });
});

describe('a weak digest', () => {
  const expected: Record<WeakDigest, string> = {
    'unkeyed SHA-256': 'pp+6jxoJajOpF8D4I8osY/pmf5PrtKVJfZRaumpMjzI=',
    'unkeyed SHA-256 in hex': 'a69fba8f1a096a33a917c0f823ca2c63fa667f93ebb4a5497d945aba6a4c8f32',
    'SHA-256 of secret and body': 'aHHhgVW8q9BKwS1sDuJYPuwmwJD222o886edjHTgoUg=',
    'SHA-256 of body and secret': 'ahvjGLoCNrET4mWWvpbcMBwDptep8RQ8iLeSVOv3u28=',
    'HMAC-SHA1': 'pC93msIuVlKMvKF+nZj1ycoGxP8=',
    'HMAC-SHA1 in hex after sha1=': 'sha1=a42f779ac22e56528cbca17e9d98f5c9ca06c4ff',
    'HMAC-MD5': 'u9nLbnDpb5CQ1kW8kpFBKA==',
    MD5: 'p1qLlvwEGZBM8/htOervIw==',
    none: 'none',
  };

  it.each(weakDigests)("%s equals openssl's", (digest) => {
    expect(written(weakDigest(digest))).toEqual([signedAs([expected[digest]])]);
  });
});

describe('another encoding', () => {
  const expected: Record<OtherEncoding, string> = {
    'in hex': '0febb410a0852e44cdbcce0a015bcf9a5f201630261e3ff3cdf721bc809cbca8',
    'in upper-case hex': '0FEBB410A0852E44CDBCCE0A015BCF9A5F201630261E3FF3CDF721BC809CBCA8',
    'in Base64url': 'D-u0EKCFLkTNvM4KAVvPml8gFjAmHj_zzfchvICcvKg=',
    'in Base64url without padding': 'D-u0EKCFLkTNvM4KAVvPml8gFjAmHj_zzfchvICcvKg',
    'in Base64 without its padding': 'D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKg',
    'in Base64 twice': 'RCt1MEVLQ0ZMa1ROdk00S0FWdlBtbDhnRmpBbUhqL3p6ZmNodklDY3ZLZz0=',
    'in Base64 whose unused bits are set': 'D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKh=',
    'percent-encoded': 'D%2Bu0EKCFLkTNvM4KAVvPml8gFjAmHj%2FzzfchvICcvKg%3D',
    'after sha256=': 'sha256=D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKg=',
    'after v1=': 'v1=D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKg=',
    'before other text': 'D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKg=AAAA',
    'in quotation marks': '"D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKg="',
    'in JSON': '{"signature":"D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKg="}',
  };

  it.each(otherEncodings)('%s is written as expected', (encoding) => {
    expect(written(otherEncoding(encoding))).toEqual([signedAs([expected[encoding]])]);
  });
});

describe('a body in two pieces', () => {
  it('is split after the given byte', () => {
    const [first = '', wait, second] = written(splitBody(3));
    expect([first.slice(-3), wait, second]).toEqual(['[{"', 'wait 100 until read', message.slice(3)]);
  });
});

describe('a message or request fault', () => {
  it.each<[Fault, string]>([
    // The middle one of its 17 bytes, 3 (0x33), becomes 2 (0x32).
    [tamperedBody(), signedAs([genuine], '[{"sn":"26HS10"}]')],
    [tamperedBody('emptied', () => new Uint8Array()), signedAs([genuine], '')],
    [headerCase(), signedAs([genuine], message, 'x-signature')],
    [headerCase('X-SIGNATURE'), signedAs([genuine], message, 'X-SIGNATURE')],
    [otherMethod(), signedAs([genuine]).replace('POST', 'PUT')],
    [otherMethod('GET'), signedAs([genuine]).replace('POST', 'GET')],
    [
      otherMethod('GET', 'query'),
      signedAs([genuine])
        .replace('POST /webhook', 'GET /webhook?message=%5B%7B%22sn%22%3A%2236HS10%22%7D%5D')
        .replace(`Content-Length: 17\r\n\r\n${message}`, '\r\n'),
    ],
    [forgedGet('body', 'wrong'), signedAs([forged]).replace('POST', 'GET')],
    [
      forgedGet(),
      signedAs([])
        .replace('POST /webhook', `GET /webhook?${profile.getQueryParameter}=${encodeURIComponent(message)}`)
        .replace(`Content-Length: 17\r\n\r\n${message}`, '\r\n'),
    ],
    [unsignedMethod('PATCH'), signedAs([]).replace('POST', 'PATCH')],
    [joinedHeader('; '), signedAs([`${genuine}; ${forged}`])],
    [joinedHeader(',', 'last'), signedAs([`${forged},${genuine}`])],
    [signatureInHeader('Signature'), signedAs([genuine], message, 'Signature')],
    [
      signatureInQuery('sign'),
      signedAs([]).replace('/webhook', '/webhook?sign=D%2Bu0EKCFLkTNvM4KAVvPml8gFjAmHj%2FzzfchvICcvKg%3D'),
    ],
    [contentType(), signedAs([genuine])],
    [
      contentType('text/plain; charset=utf-8'),
      signedAs([genuine]).replace('Connection', 'Content-Type: text/plain; charset=utf-8\r\nConnection'),
    ],
    [
      chunkedBody,
      signedAs([genuine])
        .replace('Content-Length: 17', 'Transfer-Encoding: chunked')
        .replace(message, `11\r\n${message}\r\n0\r\n\r\n`),
    ],
    [
      both(contentType('text/plain'), missingSignature),
      signedAs([]).replace('Connection', 'Content-Type: text/plain\r\nConnection'),
    ],
    [
      secondMessage(Buffer.from('[1]'), 'query'),
      signedAs([genuine]).replace(' HTTP', '?message=%5B1%5D HTTP'),
    ],
  ])('$name, $title: nothing else is changed', (fault, expected) => {
    expect(written(fault)).toEqual([expected]);
  });

  it('puts a forged message into the body of a GET that carries the genuine one in its query', () => {
    const getProfile = { ...profile, payloadIn: 'query' as const };
    const request = buildRequest({ ...webhook, method: 'GET' }, Buffer.from(message), getProfile);
    const sent = secondMessage(Buffer.from('[1]'), 'body').rewrite?.(request, webhook.secret) ?? request;
    expect(toWire(sent, 'close')).toMatchObject({
      target: '/webhook?message=%5B%7B%22sn%22%3A%2236HS10%22%7D%5D',
      headers: expect.arrayContaining([
        ['X-Signature', genuine],
        ['Content-Type', 'application/json'],
        ['Content-Length', '3'],
      ]),
      body: Buffer.from('[1]'),
    });
  });

  it('removes the Content-Type that the profile sets', () => {
    const request = buildRequest(webhook, Buffer.from(message), defaultProfile);
    const names = contentType()
      .rewrite?.(request, webhook.secret)
      .headers.map(([name]) => name);
    expect(names).toEqual(['User-Agent', 'Accept', 'X-Signature']);
  });
});

describe('a connection fault', () => {
  const [head = ''] = signedAs([genuine]).split(message);

  it.each<[Fault, readonly string[]]>([
    [slowBody(3, 50), [head, 'wait 50', '[{"sn"', 'wait 50', ':"36HS', 'wait 50', '10"}]']],
    [slowBody(1, 50), [head, 'wait 50', message]],
    [brokenUpload, [`${head}[{"sn":"`, 'wait 20', 'cut by reset']],
    [lostAck(), [signedAs([genuine]), 'cut by close']],
    [lostAck(7), [signedAs([genuine]), 'wait 7', 'cut by close']],
    [lostInResponse('head'), [signedAs([genuine]), 'cut by reset after head']],
    [heldBack(7), [signedAs([genuine]).slice(0, -1), 'wait 7', ']']],
  ])('$name, $title: the request is genuine', (fault, steps) => {
    expect(written(fault)).toEqual(steps);
  });
});

describe('the expected response to a fault', () => {
  it.each<[Fault, string]>([
    [contentType(), 'POST, accept'],
    [headerCase(), 'POST, accept'],
    [lostAck(), 'POST, accept'],
    [otherMethod(), 'PUT, refuse'],
    [forgedGet(), 'GET, refuse'],
    [missingSignature, 'POST, refuse'],
    [weakDigest(), 'POST, refuse'],
    [tamperedBody(), 'POST, refuse'],
    // The first of the two is genuine.
    [doubledHeader(), 'POST, refuse'],
  ])('$name, $title', (fault, expected) => {
    const { method, isToBeRefused } = traitsOf(fault, webhook, defaultProfile);
    expect(`${method}, ${isToBeRefused ? 'refuse' : 'accept'}`).toBe(expected);
  });

  it('depends on the configured method', () => {
    expect(traitsOf(undefined, webhook, defaultProfile)).toEqual({ method: 'POST', isToBeRefused: false });
    const asGet: Webhook = { ...webhook, method: 'GET' };
    expect(traitsOf(undefined, asGet, defaultProfile)).toEqual({ method: 'GET', isToBeRefused: false });
    expect(traitsOf(otherMethod('POST'), asGet, defaultProfile)).toEqual({
      method: 'POST',
      isToBeRefused: true,
    });
  });
});

describe('the title of a fault', () => {
  it.each<[string, () => Fault]>([
    ['wrong-secret: signed with another secret', () => wrongSecret()],
    ['content-type: without a Content-Type', () => contentType()],
    ['content-type: with Content-Type: text/plain', () => contentType('text/plain')],
    ['weak-digest: signed with HMAC-MD5', () => weakDigest('HMAC-MD5')],
    ['weak-digest: with "none" as its signature', () => weakDigest('none')],
    ['other-encoding: with the correct digest in hex', () => otherEncoding()],
    [
      'missing-signature: without an X-Signature header, whose signature is in the query as sign',
      () => signatureInQuery('sign'),
    ],
    ['other-method: sent as PATCH', () => otherMethod('PATCH')],
    ['other-method: sent as GET, in the query', () => otherMethod('GET', 'query')],
    ['split-body: whose body arrives in two pieces, cut after byte 3', () => splitBody(3)],
  ])('is %s', (expected, make) => {
    const { name, title } = make();
    expect(`${name}: ${title}`).toBe(expected);
  });
});

describe('the list of faults', () => {
  it('has each name once, and only faults that change the request or its pace', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    const request = buildRequest(webhook, Buffer.from(message), defaultProfile);
    for (const { name, rewrite, pace } of faults) {
      if (!pace) expect(rewrite?.(request, webhook.secret), name).not.toEqual(request);
    }
  });
});
