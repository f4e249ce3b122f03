import { describe, expect, it } from 'vitest';
import { bareHost } from '../../text/formats/bare-host.ts';
import { headerPairs, headerValues } from '../../text/formats/headers.ts';
import { pageText, withoutEntities } from '../../text/formats/html-text.ts';
import { nearest } from '../../text/words/nearest.ts';

it.each([
  ['http://[::1]:3000/', '::1'],
  ['http://127.0.0.1/', '127.0.0.1'],
  ['http://example.com/', 'example.com'],
])('reads the host of %s without brackets', (url, host) => {
  expect(bareHost(new URL(url).hostname)).toBe(host);
});

describe('a list of headers', () => {
  it('returns every value of a name, in any case and in order', () => {
    const headers = [
      ['X-Signature', 'a'],
      ['x-signature', 'b'],
      ['X-Signatures', 'c'],
    ] as const;
    expect(headerValues(headers, 'X-SIGNATURE')).toEqual(['a', 'b']);
    expect(headerValues(headers, 'host')).toEqual([]);
  });

  it("is read from Node's flat list", () => {
    expect(headerPairs(['A', '1', 'a', '2'])).toEqual([
      ['A', '1'],
      ['a', '2'],
    ]);
  });
});

// The outputs of Python's html.escape, PHP's htmlspecialchars and the npm package escape-html.
it.each([
  ['&lt;a href=&quot;x&quot;&gt; &amp; &#x27;y&#x27;', `<a href="x"> & 'y'`],
  ['&lt;b&gt; &#039;y&#039;', "<b> 'y'"],
  ['reading &#39;sn&#39;', "reading 'sn'"],
  ['a&nbsp;b', 'a\u00a0b'],
  ['&amp;lt; stays escaped once', '&lt; stays escaped once'],
  ['R&D; &unknown;', 'R&D; &unknown;'],
  ['&#8217;t &#x2026; &#38;#39;', '\u2019t \u2026 &#39;'],
])('reads %s', (escaped, text) => expect(withoutEntities(escaped)).toBe(text));

it.each([
  ['<h1>Bad Request</h1><p>x &gt; y</p>', ' Bad Request  x > y '],
  ['at eval (<anonymous>), see <https://x.test>', 'at eval (<anonymous>), see <https://x.test>'],
  ['{"error": "1 < 2 &amp; 3"}', '{"error": "1 < 2 &amp; 3"}'],
  ['<style>body { color: red }</style><p>x', '   x'],
  ['can&#39;t read sn', "can't read sn"],
])('is only a page if it has tags: %s', (text, shown) => expect(pageText(text)).toBe(shown));

describe('the nearest known word', () => {
  it.each([
    ['timeoutSecond', ['timeoutSecant', 'timeoutSeconds'], 'timeoutSeconds'],
    ['spcaing', ['keyOrder', 'spacing'], 'spacing'],
    ['TIMEOUT-SECONDS', ['timeoutSeconds'], 'timeoutSeconds'],
    ['retry', ['rules', 'retryCount'], 'retryCount'],
    ['secretEnvironment', ['secretEnv'], 'secretEnv'],
    ['waitMs', ['rules', 'waitSeconds'], 'waitSeconds'],
  ])('to %s among %j is %s', (word, known, meant) => expect(nearest(word, known)).toBe(meant));

  it.each([
    ['on', ['at']],
    ['runs', ['seed', 'exec']],
    ['sec', ['secretEnv']],
    ['x'.repeat(41), ['x'.repeat(42)]],
    ['', ['a']],
    ['reportMs', ['reportFormat', 'reportFile']],
  ])('to %s among %j is none', (word, known) => expect(nearest(word, known)).toBeUndefined());
});
