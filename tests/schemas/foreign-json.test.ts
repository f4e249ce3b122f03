import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxJsonLevels, NestedTooDeep, parseForeignJson } from '../../schemas/foreign-json.ts';
import { nested } from '../support/hostile-json.ts';
import { belowFrontEnds, sourcesIn } from '../support/sources.ts';

describe('JSON from others', () => {
  it('equals the result of JSON.parse', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseForeignJson(text)).toEqual(JSON.parse(text));
      }),
    );
    expect(() => parseForeignJson('[1,]')).toThrow(SyntaxError);
  });

  it.each([
    ['lists', (levels: number) => nested(levels)],
    ['objects', (levels: number) => nested(levels, '{"a":', '}', '1')],
    ['both, with brackets in texts', (levels: number) => nested(levels / 2, '[{"]}\\"[":', '}]', '"[[{{"')],
  ])('may be nested at most 500 levels deep: %s', (_what, of) => {
    expect(() => parseForeignJson(of(maxJsonLevels))).not.toThrow();
    const deeper = `[${of(maxJsonLevels)}]`;
    expect(() => parseForeignJson(deeper)).toThrow(NestedTooDeep);
    expect(() => parseForeignJson(deeper)).toThrow('it is nested deeper than 500 levels');
  });

  it.each(['['.repeat(5_000_000), nested(2_000_000, '{"a":', '}', '1')])(
    'is refused before millions of levels are parsed',
    (text) => {
      expect(() => parseForeignJson(text)).toThrow(NestedTooDeep);
    },
  );

  it('is parsed in one place', () => {
    const others = ['cli', 'console/server', 'fixtures/generator', 'integrations', ...belowFrontEnds]
      .flatMap(sourcesIn)
      .filter(([, text]) => /\bJSON\.parse\(|\.json\(\)/.test(text))
      .map(([name]) => name);
    // These parse our own JSON: just written, or a schema of this repository.
    expect(others).toEqual([
      'fixtures/generator/negative/other-bytes.ts',
      'load/end-state/pbx-names.ts',
      'observation/json.ts',
      'runner/crashes/message-shape.ts',
      'schemas/foreign-json.ts',
      'schemas/schemas.ts',
      'suites/cases/show-case.ts',
    ]);
  });
});
