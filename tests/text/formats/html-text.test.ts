import { expect, it } from 'vitest';
import { pageText, withoutEntities } from '../../../text/formats/html-text.ts';

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
