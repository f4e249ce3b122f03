import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as sets from './sets.ts';

it.each(Object.entries(sets))('the set "%s" lists only existing files', (_name, files) => {
  const missing = files.filter((file) => !existsSync(join(import.meta.dirname, `${file}.test.ts`)));
  expect(missing).toEqual([]);
});

it('no file is in two sets that exclude it from each other', () => {
  const all = [...sets.rest, ...sets.matrix];
  expect(all.filter((file, n) => all.indexOf(file) !== n)).toEqual([]);
  expect(sets.inBoth.filter((file) => sets.rest.includes(file))).toEqual([]);
});
