import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../cli/shared/exit-codes.ts';
import { rules } from '../../suites/index.ts';
import { readPages, root } from './page.ts';

describe('content that the pages take from the code', () => {
  it('leaves no export of the package without a docstring', async () => {
    const { apiReference } = await import(join(root, 'scripts/docs/api.mjs'));
    expect((await apiReference(root)).gaps).toEqual([]);
  });

  it('includes the correct number of rules', () => {
    const observing = rules.filter(({ needs = [] }) => needs.includes('observer')).length;
    const counts = readPages().flatMap(({ text }) => text.match(/\d+ of (?:the )?\d+ rules/g) ?? []);
    expect(counts).not.toEqual([]);
    expect(new Set(counts)).toEqual(new Set([`${observing} of the ${rules.length} rules`]));
  });

  it('includes every exit code', () => {
    const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
    const documented = [...page.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
    expect(documented).toEqual(Object.values(exitCodes));
  });
});
