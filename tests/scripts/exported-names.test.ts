import { expect, it } from 'vitest';
import { belowFrontEnds, sourcesIn } from '../support/sources.ts';

const declaration = /^export (?:async )?(?:function\*?|class|const|interface|type|enum) (\w+)/gm;

it('an exported name is defined in only one file, so that it is easy to search for', () => {
  const places = new Map<string, string[]>();
  for (const [file, text] of [...belowFrontEnds, 'integrations', 'console', 'cli'].flatMap(sourcesIn))
    for (const [, name = ''] of text.matchAll(declaration))
      places.set(name, [...new Set([...(places.get(name) ?? []), file])]);
  expect(places.size).toBeGreaterThan(1000);
  expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
});
