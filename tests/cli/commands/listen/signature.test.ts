import { describe, expect, it } from 'vitest';
import { secret } from '../../../support/recording-receiver.ts';
import { hmac, linesOf, parseRecording, post, saidOf, sendRaw, startListen } from './listen-driver.ts';

const message = '[{"sn": "36É/1", "n": 1.0}]\n';

/*
 * Every signature below was made with openssl, in a shell with the message $M and the secret $S:
 *   printf %s "$M" | openssl dgst -sha256 -binary -hmac "$S" | openssl base64 -A
 * with another key, message, digest or encoding for each mistake.
 */
const right = 'ax0QYL4k9M87Kk39SEi+OWeLY9bylmAJvlVPT+JfBc0=';
const hex = '6b1d1060be24f4cf3b2a4dfd4848be39678b63d6f2966009be554f4fe25f05cd';
const otherSecret = 'DXcqsTKfDVN9+0BnUzRr+7wkQESIIPqT0Lx5PuZ9Z5I=';

describe('a signature', () => {
  it('is valid when openssl computes the same one', async () => {
    const listening = await startListen();
    await post(listening, message, { 'x-SIGNATURE': right });
    await listening.sees('<-- #1');
    expect(saidOf(listening, 1)).toMatch(/ signature valid$/);
  });

  it.each([
    ['written in hex', hex, ['hex'], 'The digest is in hex, but must be Base64.'],
    [
      'of re-serialized JSON',
      'eDpYDChipcvTORtlrRYeWOj0OHOMJXlJhwIqlQqdFok=',
      ['re-serialized'],
      'parsed and serialized again. Sign the raw bytes',
    ],
    [
      "of JSON re-serialized by PHP's json_encode",
      'DjRFvob1LRocYhSCajR5O3RNTmYXcdQclnJRs+7aa4E=',
      ['re-serialized'],
      'parsed and serialized again. Sign the raw bytes',
    ],
    [
      'URL-encoded',
      'ax0QYL4k9M87Kk39SEi%2BOWeLY9bylmAJvlVPT%2BJfBc0%3D',
      ['percent-encoded'],
      'It is URL-encoded, with %2B, %2F or %3D. Headers are not URL-encoded.',
    ],
    [
      'URL-safe',
      'ax0QYL4k9M87Kk39SEi-OWeLY9bylmAJvlVPT-JfBc0=',
      ['base64url'],
      'It is URL-safe Base64, with - and _',
    ],
    [
      'with a prefix, in hex',
      `sha256=${hex}`,
      ['prefix', 'hex'],
      'It has a prefix, as other services use. YCM adds none. The digest is in hex',
    ],
    ['in quotation marks', `"${right}"`, ['quotes'], 'It is in quotation marks'],
    [
      'made with a decoded secret',
      'Ctmcg26nDKi4XiUpqcEGwD3R1MIKVjV/cTHurrxkF9g=',
      ['secret-decoded'],
      'The secret was decoded as Base64. Use its text as the key.',
    ],
    [
      'made with a line break after the secret',
      'ZjMME2rzqeLS/H4yzodbuttQprNv3SevSe3ACEtYgt8=',
      ['secret-with-line-break'],
      'The key contains a line break after the secret',
    ],
    ['by SHA-1', 'U//yxyvwdaLxy7fIhC5OBU6RQNg=', ['hmac-sha1'], 'It is HMAC-SHA1, but must be HMAC-SHA256.'],
    [
      'without a key',
      'dbzO7NCWoTdaFskrUS/8GmX+dR4w3Uv7G/V5x0mMsog=',
      ['unkeyed'],
      'a digest of the message without the secret',
    ],
    [
      'with another secret',
      otherSecret,
      undefined,
      'Its format is correct, so it belongs to another message, to changed bytes, or to another secret.',
    ],
    ['of another form', 'none', undefined, 'It is not Base64 of 32 bytes'],
    ['empty', '', undefined, 'It is empty'],
  ])('%s is invalid, and the reason is shown', async (_what, signature, mistakes, sentence) => {
    const listening = await startListen(['--json']);
    await post(listening, message, { 'X-Signature': signature });
    const { stdout, stderr } = await listening.interrupt();
    expect(saidOf(listening, 1)).toContain('signature invalid: ');
    expect(saidOf(listening, 1)).toContain(sentence);
    expect(stderr).toContain('1 request: signature valid in 0, invalid in 1');
    const [recording] = parseRecording(stdout);
    expect(recording?.signature).toEqual({ verdict: 'invalid', ...(mistakes ? { mistakes } : {}) });
  });

  it.each([
    [[right, otherSecret], 'Header number 1 is valid, but a receiver should still reject this request.'],
    [[otherSecret, right], 'Header number 2 is valid, but a receiver should still reject this request.'],
    [[otherSecret, 'none', 'none'], ''],
  ])('that is present more than once is invalid: %j', async (values, which) => {
    const listening = await startListen();
    const lines = values.map((value) => `X-Signature: ${value}\r\n`).join('');
    const length = Buffer.byteLength(message);
    const head = `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}Content-Length: ${length}\r\n\r\n`;
    await sendRaw(listening, Buffer.from(head + message));
    await listening.sees('<-- #1');
    expect(saidOf(listening, 1)).toContain(
      `signature invalid: X-Signature occurs ${values.length} times instead of once. ${which}`.trim(),
    );
  });
});

describe('a signature outside its header', () => {
  it('is reported as missing', async () => {
    const listening = await startListen();
    await post(listening, message, {});
    await listening.sees('<-- #1');
    expect(saidOf(listening, 1)).toMatch(/ signature missing: The header X-Signature is missing\.$/);
  });

  it.each([
    [
      { 'X-Hub-Signature-256': `sha256=${hex}` },
      '/',
      'The header X-Hub-Signature-256 contains a signature: move it into X-Signature. It has a prefix',
    ],
    [{ 'X-Ycm-Sig': right }, '/', 'The header X-Ycm-Sig contains the signature: move it into X-Signature.'],
    [
      {},
      `/?a=1&sign=${encodeURIComponent(right)}`,
      'The query parameter sign contains the signature: move it into X-Signature.',
    ],
    [{}, `/?sign=${right}`, 'The query parameter sign contains the signature: move it into X-Signature.'],
    [{ 'X-Webhook-Signature': otherSecret }, '/', 'The header X-Webhook-Signature is there instead.'],
  ])('is found elsewhere: %j %s', async (headers: Record<string, string>, path, sentence) => {
    const listening = await startListen();
    await post(listening, message, headers, path);
    await listening.sees('<-- #1');
    const said = saidOf(listening, 1);
    expect(said).toContain('signature missing: The header X-Signature is missing.');
    expect(said).toContain(sentence);
  });
});

describe('without a secret', () => {
  it('messages are shown and their signatures are not checked', async () => {
    const listening = await startListen(['--json'], {});
    await post(listening, message, { 'X-Signature': right });
    await post(listening, message, {});
    const { stdout, stderr } = await listening.interrupt();
    expect(stderr).toContain('no secret, so signatures are not checked');
    expect(saidOf(listening, 1)).toContain(' signature not checked: give the secret in YCM_WEBHOOK_SECRET');
    expect(saidOf(listening, 2)).toContain(' signature missing: The header X-Signature is missing.');
    expect(stderr).toContain('2 requests: signature valid in 0, invalid in 1, not checked in 1, 1 duplicate');
    expect(parseRecording(stdout).map(({ signature }) => signature?.verdict)).toEqual([
      'not-checked',
      'missing',
    ]);
  });
});

describe('a GET', () => {
  const query = encodeURIComponent(message);
  const get = async (target: string, headers: string, body = '') => {
    const listening = await startListen();
    const framing = body === '' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`;
    await sendRaw(
      listening,
      Buffer.from(
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}${framing}\r\n${body}`,
      ),
    );
    await listening.sees('<-- #1');
    return { first: linesOf(listening, 1)[0], said: saidOf(listening, 1) };
  };
  const signed = `X-Signature: ${right}\r\n`;

  it('carries its message in the body', async () => {
    const { first, said } = await get('/webhook', signed, message);
    expect(first).toContain('--> #1 GET /webhook unknown 29 bytes');
    expect(said).toMatch(/signature valid$/);
  });

  it.each([
    ['message', `/webhook?tenant=7&message=${query}`],
    ['message', `/webhook?other={}&message=${query}`],
    ['payload', `/webhook?tenant=7&payload=${query}`],
  ])('carries its message in the parameter %s: %s', async (name, target) => {
    const { first, said } = await get(target, signed);
    expect(first).toContain(' unknown 29 bytes');
    expect(said).toMatch(new RegExp(`signature valid the message is in the query parameter ${name}$`));
  });

  it('is decoded with + as a space or as itself, whichever was signed', async () => {
    const plus = '{"event":"test","message":"1+1"}';
    const space = '{"event":"test","message":"1 1"}';
    const target = '/?message={%22event%22:%22test%22,%22message%22:%221+1%22}';
    expect((await get(target, `X-Signature: ${hmac(plus)}\r\n`)).said).toContain('"1+1" signature valid');
    expect((await get(target, `X-Signature: ${hmac(space)}\r\n`)).said).toContain('"1 1" signature valid');
  });

  it('without a message is reported, even if the signature of nothing is valid', async () => {
    const { said } = await get('/webhook', `X-Signature: ${hmac('')}\r\n`);
    expect(said).toBe('message invalid: no body, and no query parameter with JSON signature valid');
  });
});

describe('a secret', () => {
  it('is neither shown nor recorded, and neither are credentials', async () => {
    const listening = await startListen(['--json', '--verbose']);
    const headers = {
      Authorization: 'Bearer credential-1',
      Cookie: 'session=credential-2',
      'Proxy-Authorization': 'Basic credential-3',
      'X-Api-Key': 'credential-4',
      'Cf-Access-Jwt-Assertion': 'credential-6',
      'X-Amzn-Oidc-Data': 'credential-7',
      'X-Session-Id': 'credential-8',
      'X-Copy': `a ${secret} b`,
    };
    const body = `{"event":"test","message":"${secret}","in hex":"${Buffer.from(secret).toString('hex')}"}`;
    await sendRaw(
      listening,
      [
        `POST /webhook?token=credential-5&x=${secret} HTTP/1.1`,
        'Host: x',
        'Connection: close',
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        `Content-Length: ${body.length}`,
        '',
        body,
      ].join('\r\n'),
    );
    const { stdout, stderr } = await listening.interrupt();
    for (const text of [stdout, stderr]) {
      expect(text).not.toContain('credential-');
      expect(text).not.toContain(secret.slice(0, 16));
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
      expect(text).toContain('***');
    }
    expect(parseRecording(stdout)[0]?.note).toBe('the body contained the secret, which is masked here');
    expect(stderr).toContain('    Authorization: ***\n');
    expect(stderr).toContain('    X-Copy: a *** b\n');
  });
});
