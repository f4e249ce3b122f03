import { describe, expect, it } from 'vitest';
import { lossOf } from '../../../runner/properties/fragile-values.ts';

const quoted = `O'Brien "north" \\ south`;
const markup = '<b>R&D</b> &amp; sales';

describe('the damage of a text', () => {
  it.each([
    // From Python: html.escape(text), and text.encode().decode('latin-1').
    ['markup', markup, '&lt;b&gt;R&amp;D&lt;/b&gt; &amp;amp; sales', 'with its markup escaped'],
    ['quotes', quoted, 'O&#x27;Brien &quot;north&quot; \\ south', 'with its markup escaped'],
    ['UTF-8', 'Zürich', 'ZÃ¼rich', 'with its UTF-8 read as Latin-1'],
    ['accents', 'Zürich', 'Zurich', 'without its accents'],
    ['a list', 'Zürich Süd, Málaga', 'Zürich Süd', 'cut at ","'],
    ['a long name', 'x'.repeat(40), 'x'.repeat(32), 'cut after 32 characters'],
    ['a number', '9007199254740993', '9007199254740992', 'rounded to 9007199254740992'],
    ['emoji', 'team 😀 north', 'team \ufffd north', 'with replacement characters'],
  ])('to %s is recognized', (_what, text, shown, how) => {
    expect(lossOf(text, `{"name":"${shown}"}`)?.how).toBe(how);
  });

  it('is unknown if something else shows', () => {
    expect(lossOf('Zürich', '{"name":"Berlin"}')).toBeUndefined();
  });

  it('comes with a fix if the text was escaped or decoded wrongly', () => {
    expect(lossOf(markup, '&lt;b&gt;R&amp;D&lt;/b&gt; &amp;amp; sales')?.fix).toMatch(/escape it only where/);
    expect(lossOf('Zürich', 'ZÃ¼rich')?.fix).toMatch(/as UTF-8/);
  });
});
