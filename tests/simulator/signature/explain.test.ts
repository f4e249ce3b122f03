import { describe, expect, it } from 'vitest';
import { explainSignature } from '../../../simulator/signature/explain.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';
const message = '[{"sn": "36É/1", "n": 1.0}]\n';
const right = 'ax0QYL4k9M87Kk39SEi+OWeLY9bylmAJvlVPT+JfBc0=';
const hex = '6b1d1060be24f4cf3b2a4dfd4848be39678b63d6f2966009be554f4fe25f05cd';

/** The names of the mistakes, or the kind of an explanation without any. */
function explain(signature: string, of: string | Uint8Array = message, key = secret): string {
  const explanation = explainSignature(key, typeof of === 'string' ? Buffer.from(of) : of, signature);
  return explanation.kind === 'explained'
    ? explanation.mistakes.map(({ name }) => name).join(' ')
    : explanation.kind;
}

/*
 * Every signature below was made with openssl, in a shell with the message $M and the secret $S:
 *   printf %s "$M" | openssl dgst -sha256 -binary -hmac "$S" | openssl base64 -A
 * with another key, message, digest or encoding for each mistake; keys that are bytes with -mac HMAC -macopt hexkey:…
 */

describe('a valid signature', () => {
  it('is valid for any bytes', () => {
    expect(explain(right)).toBe('valid');
    expect(explain('zKTGSbOiHHVNMFbozci+Npj5E+/+VI8/jeLi5Il19HI=', '')).toBe('valid');
  });
});

describe('the correct digest in a wrong encoding', () => {
  it.each([
    ['hex', hex],
    ['hex', hex.toUpperCase()],
    ['unpadded', 'ax0QYL4k9M87Kk39SEi+OWeLY9bylmAJvlVPT+JfBc0'],
    ['base64url', 'ax0QYL4k9M87Kk39SEi-OWeLY9bylmAJvlVPT-JfBc0='],
    ['base64url', 'ax0QYL4k9M87Kk39SEi-OWeLY9bylmAJvlVPT-JfBc0'],
    ['plus-became-space', 'ax0QYL4k9M87Kk39SEi OWeLY9bylmAJvlVPT JfBc0='],
    ['percent-encoded', 'ax0QYL4k9M87Kk39SEi%2BOWeLY9bylmAJvlVPT%2BJfBc0%3D'],
    ['percent-encoded', 'ax0QYL4k9M87Kk39SEi%2bOWeLY9bylmAJvlVPT%2bJfBc0%3d'],
    ['other-case', 'ax0qyl4k9m87kk39sei+owely9bylmajvlvpt+jfbc0='],
    [
      'base64-of-hex',
      'NmIxZDEwNjBiZTI0ZjRjZjNiMmE0ZGZkNDg0OGJlMzk2NzhiNjNkNmYyOTY2MDA5YmU1NTRmNGZlMjVmMDVjZA==',
    ],
    ['base64-twice', 'YXgwUVlMNGs5TTg3S2szOVNFaStPV2VMWTlieWxtQUp2bFZQVCtKZkJjMD0='],
    ['cut-off', 'ax0QYL4k9M87Kk39SEi+OWeLY9bylmAJvlVPT+Jf'],
    ['something-follows', `${right}, ${right}`],
  ])('%s', (name, signature) => {
    expect(explain(signature)).toBe(name);
  });

  it.each([
    ['white-space', ` ${right}`],
    ['white-space', `${right}\n`],
    ['header-name', `X-Signature: ${right}`],
    ['quotes', `"${right}"`],
    ['quotes', `'${right}'`],
    ['prefix', `sha256=${right}`],
    ['prefix', `HMAC-SHA256:${right}`],
    ['prefix', `t=1773110920,v1=${right}`],
    ['prefix hex', `sha256=${hex}`],
    ['white-space header-name quotes prefix hex', `x-signature:  "sha256=${hex}"\r\n`],
  ])('%s: %s', (names, signature) => {
    expect(explain(signature)).toBe(names);
  });
});

describe('another key', () => {
  it.each([
    ['secret-decoded', 'Ctmcg26nDKi4XiUpqcEGwD3R1MIKVjV/cTHurrxkF9g='],
    ['secret-encoded', 'SGZ9YVIoSnKgLoJuuNXJPO0Y+RqXMxkRknWBakCtx/E='],
    ['secret-with-line-break', 'ZjMME2rzqeLS/H4yzodbuttQprNv3SevSe3ACEtYgt8='],
    ['secret-in-quotes', 'KbqpBHh2Y39j5pE0v8+twFa9h7NKCxD84greqfakRpM='],
    ['secret-in-other-case', 'TfM1tMad3uIOaz6OomExwDsnIiuQehWpXEmK9joLI/4='],
    ['empty-secret', 'asN+XYXPsXfQFzCkYGy5jOmMuikC0UAYWnTa9uY96Qc='],
  ])('%s', (name, signature) => {
    expect(explain(signature)).toBe(name);
  });

  it('secret-decoded-as-hex', () => {
    const signature = 'oNLD6QHEGUPYrcdIhgnrJLSxnfmr9C6zf5b/4Hl+KMg=';
    expect(explain(signature, message, '5f0c9a3be17d42869ad4c1f07e3b6258')).toBe('secret-decoded-as-hex');
  });
});

describe('other bytes', () => {
  it.each([
    ['empty-body', 'zKTGSbOiHHVNMFbozci+Npj5E+/+VI8/jeLi5Il19HI=', message],
    ['last-line-break-missing', 'wI3Equz6yINMnBQpCG2LKRQPUPqPFOr6TXjsFT8VDGA=', message],
    ['line-break-added', '0pG5c/jn6o2ewIrv+aNnuiEKYntL9FSdasf6eTjJzkU=', message],
    ['other-line-ends', '8NyLnCFqlAw3t58QMqMvyeJMObLv6382G68LRLRTKbU=', message],
    ['other-line-ends', right, message.replace('\n', '\r\n')],
    ['trimmed', 'j61O/XHCZsAi5kcjvTM2lUDOI5H8BwRswluXK6TpjWo=', ' \t[1]\n\n'],
    ['byte-order-mark-missing', 'j61O/XHCZsAi5kcjvTM2lUDOI5H8BwRswluXK6TpjWo=', '\ufeff[1]'],
    ['json-string', 'ZcaqYS+4tEanEPNXtbVE0GjyMVu6+S7MhEPgMVSKnnE=', message],
    ['other-charset', 'SmVRw/bbdOYAqOo0EikGLi8JH3HhAgLgzvHhUjGP5JE=', message],
  ])('%s', (name, signature, of) => {
    expect(explain(signature, of)).toBe(name);
  });

  it('not-utf-8', () => {
    const signature = 'R6Hw+6uDMFhXKlMdb2ebr7RpVFxbG9KpYwJGOaOT3G4=';
    expect(explain(signature, Buffer.from('["\xff"]', 'latin1'))).toBe('not-utf-8');
  });

  it.each([
    ['JSON.stringify', 'eDpYDChipcvTORtlrRYeWOj0OHOMJXlJhwIqlQqdFok='],
    ["Python's json.dumps", 'TAWSa1hjvil53G9pKlh6aokNEmZoG4x+WoJB4jQzVGM='],
    ['sorted and indented', 'tVIMxwgrvCmuEYdxoqLhvQb7bCGx+0uJM3H8gzEclng='],
    ["PHP's json_encode", 'DjRFvob1LRocYhSCajR5O3RNTmYXcdQclnJRs+7aa4E='],
  ])('re-serialized as by %s', (_library, signature) => {
    expect(explain(signature)).toBe('re-serialized');
  });
});

describe('another algorithm', () => {
  it.each([
    ['hmac-sha1', 'U//yxyvwdaLxy7fIhC5OBU6RQNg='],
    ['hmac-md5', 'UyjuVYjQhDrwzjChQo27OA=='],
    ['hmac-sha384', '9PSya1CCbp4OoZaDFpZ8y2Hg8/lvMZH98GIH3Y3P1WG/6SDLxjVlvGMZZ3P/sqiG'],
    [
      'hmac-sha512',
      'aT2jef+lBU5MQzgXa3WG6TqbPAsfJzNUhDAak3Gk8U/SzVRDx6f+W1xEnMg0sJePpj/M5m+89X/QPvWd9FtIcA==',
    ],
    ['unkeyed', 'dbzO7NCWoTdaFskrUS/8GmX+dR4w3Uv7G/V5x0mMsog='],
    ['concatenated', 'aegJ1fNS8yAqKQ+MraWFe9hcXRiEWmQVAfJnYpCw8+c='],
    ['concatenated', '0Ms7a+1hphuh4KrCQlMz31LFA5fuXzqwtuM6Hf6h/60='],
    ['key-and-message-swapped', 'yFiZaxLTZvA4WWEE9tW+SZu/CmZfvR/DnrYzOQvvhrY='],
  ])('%s', (name, signature) => {
    expect(explain(signature)).toBe(name);
  });

  it('is found in another encoding too', () => {
    const signature = '783a580c2862a5cbd3391b65ad161e58e8f438738c25794987022a950a9d1689';
    expect(explain(`sha256=${signature}`)).toBe('prefix hex re-serialized');
  });
});

describe('a signature that no known mistake explains', () => {
  function sentence(signature: string): string {
    const explanation = explainSignature(secret, Buffer.from(message), signature);
    return explanation.kind === 'unexplained' ? explanation.sentence : explanation.kind;
  }

  it('is described by its form', () => {
    expect(sentence('DXcqsTKfDVN9+0BnUzRr+7wkQESIIPqT0Lx5PuZ9Z5I=')).toContain('Its format is correct');
    expect(sentence('none')).toBe(
      'It is not Base64 of 32 bytes: a signature has 44 characters and ends in =, but this one has 4.',
    );
    expect(sentence('')).toContain('It is empty');
    expect(sentence(' ')).toContain('It is empty');
  });

  it('may be anything, of any length, for any message', () => {
    expect(sentence('='.repeat(1_000_000))).toContain('this one has 1000000');
    expect(sentence('%')).toContain('this one has 1');
    const nested = Buffer.from('['.repeat(100_000));
    expect(explainSignature(secret, nested, right).kind).toBe('unexplained');
    expect(explainSignature(secret, Buffer.from('[1,]'), right).kind).toBe('unexplained');
  });

  it('is only searched for by encoding if the message is large', () => {
    const large = Buffer.alloc(5 * 1024 * 1024, 32);
    // head -c 5242880 /dev/zero | tr '\0' ' ' | openssl dgst -sha256 -hmac "$S", and -sha1
    expect(explain('8360eb472e6a4620d6adc888ec304a3fd260e71ca232030951cc1c68ca5fdf25', large)).toBe('hex');
    expect(explain('f1b4a618ff6f0f77415fd8b26bcc6fad1f3d7e1c', large)).toBe('unexplained');
  });
});
