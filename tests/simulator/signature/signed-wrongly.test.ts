import { describe, expect, it } from 'vitest';
import { defaultProfile } from '../../../simulator/index.ts';
import { signedWrongly } from '../../../simulator/signature/mistakes/signed-wrongly.ts';
import { buildRequest } from '../../../simulator/wire/request.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';
const message = Buffer.from('[{"sn": "36É/1", "n": 1.0}]\n');
const url = 'http://localhost:3000/webhook';
// Made with openssl, as in explain.test.ts.
const right = 'ax0QYL4k9M87Kk39SEi+OWeLY9bylmAJvlVPT+JfBc0=';
const hex = '6b1d1060be24f4cf3b2a4dfd4848be39678b63d6f2966009be554f4fe25f05cd';

const genuine = buildRequest({ url, secret, method: 'POST' }, message, defaultProfile);
const all = signedWrongly(genuine, secret).map(({ mistakes, request }) => ({
  does: mistakes.map(({ does }) => does).join(' and '),
  causes: mistakes.map(({ cause }) => cause),
  request,
}));

/** What is added to a genuine request without its signature: a header or a query. */
function addedTo({ url: target, headers }: (typeof all)[number]['request']): string {
  const others = genuine.headers.filter(([name]) => name !== 'X-Signature').map(String);
  const added = headers.filter((header) => !others.includes(String(header)));
  return [...added.map(([name, value]) => `${name}: ${value}`), target.slice(url.length)].join('');
}

function signaturesOf(does: string): string[] {
  return all.filter((one) => one.does === does).map(({ request }) => addedTo(request));
}

describe('a request signed as a receiver with a mistake expects it', () => {
  it.each([
    ['expects the signature in hex', hex],
    ['expects the signature without the = at its end', right.slice(0, -1)],
    ['URL-decodes X-Signature', 'ax0QYL4k9M87Kk39SEi%2BOWeLY9bylmAJvlVPT%2BJfBc0%3D'],
    ['expects the signature in URL-safe Base64', 'ax0QYL4k9M87Kk39SEi-OWeLY9bylmAJvlVPT-JfBc0='],
    [
      'expects the signature in URL-safe Base64 without the = at its end',
      'ax0QYL4k9M87Kk39SEi-OWeLY9bylmAJvlVPT-JfBc0',
    ],
    ['expects the signature in lower case', 'ax0qyl4k9m87kk39sei+owely9bylmajvlvpt+jfbc0='],
    [
      'expects the Base64 of the digest in hex',
      'NmIxZDEwNjBiZTI0ZjRjZjNiMmE0ZGZkNDg0OGJlMzk2NzhiNjNkNmYyOTY2MDA5YmU1NTRmNGZlMjVmMDVjZA==',
    ],
    ['expects the signature in Base64 twice', 'YXgwUVlMNGs5TTg3S2szOVNFaStPV2VMWTlieWxtQUp2bFZQVCtKZkJjMD0='],
    ['expects sha256= before the signature', `sha256=${right}`],
    ['expects sha1= before the signature', `sha1=${right}`],
    ['expects v1= before the signature', `v1=${right}`],
    ['expects the secret itself in X-Signature', secret],
    ['signs with an empty secret', 'asN+XYXPsXfQFzCkYGy5jOmMuikC0UAYWnTa9uY96Qc='],
    ['computes HMAC-SHA1 instead of HMAC-SHA256', 'U//yxyvwdaLxy7fIhC5OBU6RQNg='],
    ['checks the signature of an empty body', 'zKTGSbOiHHVNMFbozci+Npj5E+/+VI8/jeLi5Il19HI='],
  ])('%s', (does, signature) => {
    expect(signaturesOf(does)).toEqual([`X-Signature: ${signature}`]);
  });

  it.each([
    ['reads the signature from Signature', `Signature: ${right}`],
    ['reads the signature from X-Hub-Signature', `X-Hub-Signature: ${right}`],
    [
      'reads the signature from the query parameter sign',
      '?sign=ax0QYL4k9M87Kk39SEi%2BOWeLY9bylmAJvlVPT%2BJfBc0%3D',
    ],
    ['expects the secret itself in X-Secret', `X-Secret: ${secret}`],
    ['expects the secret itself in the query parameter key', `?key=${secret}`],
  ])('%s', (does, added) => {
    expect(signaturesOf(does)).toEqual([added]);
  });

  it.each(['2wVEkHaoGZkVn+MQ+YOafg5hSuM5fgOHCrybxKvMnbQ=', 'k9EYGKK4cJdoaWNwygHLMMoRfLi0bz1rbjYXPQUiLHE='])(
    'uses a word for a missing value as the key: %s',
    (signature) => {
      const does = 'uses the word "undefined", "None" or "null" as the key';
      expect(signaturesOf(does)).toContain(`X-Signature: ${signature}`);
    },
  );

  it('takes a carriage return of a .env file for a part of the key', () => {
    expect(signaturesOf('uses the secret with a line break at its end as the key')).toContain(
      'X-Signature: vz68gBUZgyW2SMUNxldXjICqfhzV3oYdVL//8PXeuzw=',
    );
  });

  it('has single mistakes first, then pairs, and of three only those of a GitHub webhook', () => {
    const counts = all.map(({ causes }) => causes.length);
    expect(counts).toEqual(counts.toSorted());
    expect(new Set(counts)).toEqual(new Set([1, 2, 3]));
    const three = all.filter(({ causes }) => causes.length === 3);
    for (const { causes } of three)
      expect(causes).toEqual(['signature-hex', 'signature-prefix', 'signature-other-header']);
    expect(three.map(({ request }) => addedTo(request))).toContain(`X-Hub-Signature-256: sha256=${hex}`);
  });

  it('is never genuine, nor like another one', () => {
    const keys = all.map(({ request }) => JSON.stringify([request.url, request.headers]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(JSON.stringify([genuine.url, genuine.headers]));
  });
});
