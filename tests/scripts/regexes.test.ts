import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
// @ts-expect-error a script without types
import { findSlowRegexes } from '../../scripts/regexes.mjs';

function problemsIn(name: string, text: string): Promise<string[]> {
  const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-regexes-')), name);
  writeFileSync(file, text);
  return findSlowRegexes([file]);
}

describe('the linter for regular expressions', () => {
  it.each([
    // A former one in displayUrl: 60,000 question marks took seconds.
    ['a.ts', 'export const pair = /([?&])([^=&#]+)=([^&#]+)/g;', 'polynomial'],
    ['a.ts', 'export const words = /^(\\w+\\s?)*$/;', 'exponential'],
    ['a.ts', 'export const code = /(?=.)[a-z]+\\d*[a-z]+$/;', 'polynomial'],
    ['a.tsx', 'export const a = <p>{/(a*)*b/.test(x)}</p>;', 'exponential'],
    ['a.ts', 'export const made = (text: string) => new RegExp(text);', 'literal'],
    ['a.schema.json', '{"properties":{"a":{"pattern":"^(a|a)*$"}}}', 'exponential'],
  ])('refuses, in %s, %s', async (name, text, word) => {
    const problems = await problemsIn(name, `\n${text}\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(word);
  });

  it('accepts linear ones', async () => {
    expect(
      await problemsIn('a.ts', 'export const all = [/[^&#]+/g, /^[a-z]+:/i, /\\s+/g, /[a-z]{32,}/g];'),
    ).toEqual([]);
  });
});
