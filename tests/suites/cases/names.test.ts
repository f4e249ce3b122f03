import { assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdentities } from '../../../runner/context/identity.ts';
import { lossOf, showsEquivalent } from '../../../suites/cases/fragile-values.ts';
import { naming, namingExamples } from '../../../suites/cases/non-ascii-names.ts';
import { newerMessages } from '../../../suites/cases/unknown-events.ts';

it('names an event in every newer message', () => {
  const items = newerMessages({ ...createIdentities(), updateTime: () => 1_770_000_000 }).flatMap(
    ([, message]) => message as { event?: unknown }[],
  );
  expect(items.map(({ event }) => event)).toEqual([
    'trunk_status_change',
    'capacity_warning',
    'license_expiry',
  ]);
});

/** A column of 200 bytes has room for every name, whatever it counts. */
const maxBytes = 200;

it('names with any characters fit into 200 bytes of UTF-8, and are not cut within a character', () => {
  const isShort = (name: string) => Buffer.byteLength(name) <= maxBytes && !/[\ud800-\udfff]/u.test(name);
  for (const { trunkName } of namingExamples) expect(trunkName).toSatisfy(isShort);
  expect(Math.max(...namingExamples.map(({ trunkName }) => Buffer.byteLength(trunkName)))).toBeGreaterThan(
    190,
  );
  assert(property(naming, ({ trunkName }) => isShort(trunkName) && trunkName !== ''));
});

const quoted = `O'Brien "north" \\ south`;
const markup = '<b>R&D</b> &amp; sales';

describe('the damage of a text', () => {
  it.each([
    // From Python: text.encode().decode('latin-1').
    ['UTF-8', 'Zürich', 'ZÃ¼rich', 'with its UTF-8 read as Latin-1'],
    ['accents', 'Zürich', 'Zurich', 'without its accents'],
    ['a list', 'Zürich Süd, Málaga', 'Zürich Süd', 'cut at ","'],
    ['a long name', 'x'.repeat(40), 'x'.repeat(32), 'cut after 32 characters'],
    ['emoji', 'team 😀 north', 'team \ufffd north', 'with replacement characters'],
  ])('to %s is recognized', (_what, text, shown, how) => {
    expect(lossOf(text, `{"name":"${shown}"}`)?.how).toBe(how);
  });

  it('is unknown if something else shows', () => {
    expect(lossOf('Zürich', '{"name":"Berlin"}')).toBeUndefined();
  });

  it('is a split if both parts are values of their own', () => {
    const text = '<b>R&D</b> &amp; sales';
    const split = '[{"name":"<b>R&D</b> &amp"},{"did":" sales"}]';
    expect(lossOf(text, split)).toMatchObject({ how: 'split at ";"', fix: expect.stringMatching(/own row/) });
    for (const other of ['{"name":"<b>R&D</b> &amp"}', '{"name":"<b>R&D</b> &amp, sales"}'])
      expect(lossOf(text, other)?.how ?? '').not.toMatch(/split/);
  });

  it('comes with a fix if the text was decoded wrongly', () => {
    expect(lossOf('Zürich', 'ZÃ¼rich')?.fix).toMatch(/as UTF-8/);
  });
});

describe('an equivalent text', () => {
  it.each([
    // From Python: html.escape(text), and unicodedata.normalize('NFD', text).
    ['escaped markup', markup, '&lt;b&gt;R&amp;D&lt;/b&gt; &amp;amp; sales'],
    ['escaped quotes', quoted, 'O&#x27;Brien &quot;north&quot; \\ south'],
    ['decomposed accents', 'Zürich', 'Zu\u0308rich'],
  ])('has %s', (_what, text, shown) => {
    expect(showsEquivalent(text, shown)).toBe(true);
  });

  it.each([
    ['markup is escaped without its ampersands', markup, '&lt;b&gt;R&D&lt;/b&gt; &amp; sales'],
    ['accents are lost', 'Zürich', 'Zurich'],
    ['compatibility characters are replaced', '\uff12', '2'],
  ])('is not one if %s', (_what, text, shown) => {
    expect(showsEquivalent(text, shown)).toBe(false);
  });
});
