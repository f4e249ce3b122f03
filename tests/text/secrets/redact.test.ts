import { describe, expect, it } from 'vitest';
import { recordAttempt } from '../../../runner/evidence/record-attempt.ts';
import type { RunEvent } from '../../../runner/run-event.ts';
import {
  createRedactor,
  credentialsIn,
  displayUrl,
  fingerprint,
  redactDeep,
  shownHeader,
} from '../../../text/secrets/redact.ts';
import { testSecret } from '../../runner/check-fixture.ts';
import { checkServing, serverOf } from '../../runner/check-server.ts';
import { answer, sentWith } from '../../runner/sent.ts';

/** A secret with characters that JSON and URLs escape. */
const awkward = 'q"7\\z/0+m&v=3%k W8€dYc5NsJf2GpAe';

describe('a secret', () => {
  it.each([
    ['unchanged', testSecret],
    ['in a JSON string', JSON.stringify({ secret: awkward })],
    ['in a URL', `https://example.com/?x=${encodeURIComponent(awkward)}`],
    ['in Base64', Buffer.from(testSecret).toString('base64')],
    ['in Base64url', Buffer.from(awkward).toString('base64url')],
    ['in hex', Buffer.from(testSecret).toString('hex')],
    ['several times', `${testSecret}${testSecret} and ${testSecret}`],
    ['within a word', `key${testSecret}key`],
  ])('is masked %s', (_how, text) => {
    const masked = createRedactor([testSecret, awkward]).text(text);
    expect(masked).toContain('***');
    for (const secret of [testSecret, awkward]) {
      for (const spelling of spellingsOf(secret)) expect(masked).not.toContain(spelling.slice(0, 16));
    }
  });

  it('is masked if truncation has left part of it', () => {
    const { text } = createRedactor([testSecret]);
    for (let length = 16; length < 32; length += 1)
      expect(text(`with the body "${testSecret.slice(0, length)}"…`)).toBe('with the body "***"…');
  });

  it('is masked completely if another one is its prefix', () => {
    const { text } = createRedactor(['Zx81', 'Zx81-and-more']);
    expect(text('Zx81-and-more, Zx81')).toBe('***, ***');
  });

  it('is masked if half of it appears, from 16 characters on', () => {
    const { text } = createRedactor(['abcdefgh12345678', 'Zx81-and-more']);
    expect(text('abcdefgh, Zx81-and')).toBe('***, Zx81-and');
  });

  it('is left unchanged if it is too short', () => {
    expect(createRedactor(['yes', '']).text('yes and no')).toBe('yes and no');
  });

  it('is masked in Base64 without padding and in hex if these are long enough', () => {
    const { text } = createRedactor(['~~~~~~~', 'yes!']);
    expect(text('fn5+fn5+fg. fn5-fn5-fg. 79657321 eWVzIQ')).toBe('***. ***. *** eWVzIQ');
  });

  it('leaves other text unchanged', () => {
    const text = 'a genuine message, signed q7Tz0Lm';
    expect(createRedactor([testSecret]).text(text)).toBe(text);
  });
});

/** Independent of the code under test: other encodings of a secret. */
function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('hex')];
}

describe('bytes', () => {
  it('are masked, UTF-8 or not, and otherwise unchanged', () => {
    const { bytes } = createRedactor([awkward]);
    const noise = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    expect(bytes(Buffer.concat([noise, Buffer.from(awkward), noise]))).toEqual(
      Buffer.concat([noise, Buffer.from('***'), noise]),
    );
    expect(bytes(noise)).toEqual(noise);
  });
});

describe('private headers', () => {
  it('are none, or the named ones, in lower case', () => {
    expect(createRedactor([]).privateHeaders).toEqual(new Set());
    expect(createRedactor([], ['X-Token']).privateHeaders).toEqual(new Set(['x-token']));
  });
});

describe('a recorded attempt', () => {
  const redactor = createRedactor([testSecret], ['Authorization']);
  const bytes = Buffer.from(`\x00\x01${testSecret}`);
  const binary = Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]);
  const record = recordAttempt(
    sentWith(
      {
        ...answer(200),
        headers: [['X-Debug', `key=${testSecret}`]],
        body: binary,
        bodyComplete: true,
      } as never,
      {
        target: `/webhook?token=abc&name=x&api_key=${testSecret}`,
        headers: [
          ['authorization', 'Bearer something-private'],
          ['X-Signature', 'AAAA'],
        ],
        body: binary,
      },
    ),
    1,
    redactor,
  );

  it('contains no secret in a body kept as Base64', () => {
    const { body } = record.request;
    expect(body).toHaveProperty('base64');
    const kept = Buffer.from('base64' in body ? body.base64 : '', 'base64').toString('latin1');
    expect(kept).toBe('\xff\xfe\x00\x01***');
  });

  it('shows the name of a private header but not its value, in any case', () => {
    expect(record.request.headers).toEqual([
      ['authorization', '***'],
      ['X-Signature', 'AAAA'],
    ]);
  });

  it('shows no credential in the query', () => {
    expect(record.request.url).toBe('/webhook?token=***&name=x&api_key=***');
  });

  it('contains no secret in the response headers', () => {
    expect(JSON.stringify(record.outcome)).not.toContain(testSecret);
  });
});

describe('a secret where a body is truncated', () => {
  it('leaves no part behind', () => {
    const redactor = createRedactor([testSecret]);
    for (const before of [4096 - 31, 4096 - 20, 4096 - 1, 4096]) {
      const body = Buffer.from(`${'x'.repeat(before)}${testSecret}${'y'.repeat(9000)}`);
      const record = recordAttempt(sentWith(answer(200), { body }), 1, redactor);
      const text = 'text' in record.request.body ? record.request.body.text : '';
      expect(text.replace(/^x+/, '')).toMatch(/^(\*{0,3}|\*\*\*y+)$/);
    }
  });
});

describe('plain data', () => {
  it('is redacted in values and keys, and otherwise unchanged', () => {
    const redactor = createRedactor([testSecret]);
    const value = { a: [1, null, true, testSecret], [testSecret]: { b: `x${testSecret}` }, c: 'c' };
    expect(redactDeep(value, redactor)).toEqual({ a: [1, null, true, '***'], '***': { b: 'x***' }, c: 'c' });
  });
});

it('does not change keys that are only words of a secret', () => {
  const redactor = createRedactor(['observer-token-2', 'observer']);
  const value = { observer: 'observer-token-2', 'observer-token-2': 1 };
  expect(redactDeep(value, redactor)).toEqual({ observer: '***', '***': 1 });
});

describe('a URL', () => {
  it.each([
    ['/webhook?token=abc', '/webhook?token=***'],
    ['/webhook?a=1&Access_Token=abc&b=2#x', '/webhook?a=1&Access_Token=***&b=2#x'],
    ['/webhook?apikey=a&password=b&sig=c', '/webhook?apikey=***&password=***&sig=***'],
    ['https://user:pass@example.com/x', 'https://***@example.com/x'],
    ['http://example.com/a@b?name=x', 'http://example.com/a@b?name=x'],
    ['/state?sn=36A', '/state?sn=36A'],
  ])('%s is shown as %s', (url, shown) => {
    expect(displayUrl(url)).toBe(shown);
  });
});

describe('a fingerprint', () => {
  // printf %s q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o | openssl dgst -sha256
  it('distinguishes two secrets, and reveals neither', () => {
    expect(fingerprint(testSecret)).toBe('*** (fingerprint 7f220a90)');
  });
});

describe('the value of a header', () => {
  it('is private as a whole, and after its scheme', () => {
    expect(credentialsIn('Bearer abcdefgh12')).toEqual(['Bearer abcdefgh12', 'abcdefgh12']);
    expect(credentialsIn('a=1234567, b=12345678')).toEqual(['a=1234567, b=12345678', '12345678']);
  });

  it('is shown without the credentials of its URL if the header is about a URL', () => {
    const url = 'http://a:b@h/?token=c&page=2';
    expect(shownHeader('Location', url)).toBe('http://***@h/?token=***&page=2');
    expect(shownHeader('X-Note', 'a token=c')).toBe('a token=c');
  });

  it('is not masked everywhere if it is a short word', () => {
    expect(credentialsIn('test')).toEqual([]);
  });
});

describe('a run against a receiver that echoes everything', () => {
  const token = 'private-token-0815';
  const events: RunEvent[] = [];
  const echo = serverOf((message, response, request) => {
    const all = JSON.stringify({ [testSecret]: [testSecret, request.headers, message] });
    // So that a finding that quotes the first 160 characters cuts the secret in two.
    const offset = `${'.'.repeat(140)}${testSecret}`;
    response.writeHead(401, { 'X-Key': testSecret, 'X-Token': token });
    response.end(`${offset}${all}`);
  });

  it('reveals neither the secret nor the values of private headers, in the report or along the way', async () => {
    const results = await checkServing(echo, ['signature/*', 'security/reveals-no-secret', 'message/*'], {
      headers: [['Authorization', `Bearer ${token}`]],
      onEvent: (event) => events.push(event),
    });
    const output = JSON.stringify([results, events]);
    expect(results.some(({ verdict }) => verdict === 'fail')).toBe(true);
    expect(output).toContain('***');
    expect(output).not.toContain(testSecret.slice(0, 17));
    expect(output).not.toContain(token);
  });
});
