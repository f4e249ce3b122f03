import { mkdtempSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastCheckFile, readLastCheck, writeLastCheck } from '../../../check/report/last-check-file.ts';

const folderOf = () => join(mkdtempSync(join(tmpdir(), 'hookswitch-last-')), 'last-checks');
const last = {
  seed: 7,
  rules: { 'a/b': { verdict: 'fail', seed: 7, checkedAt: '2026-03-10T09:00:00Z' } },
} as const;

describe('the file of the last check', () => {
  it('is read as it was written, and readable only by its user', () => {
    const folder = folderOf();
    const file = lastCheckFile(folder, ['/project', 'POST', 'http://localhost:3000/']);
    expect(readLastCheck(file)).toBeUndefined();
    writeLastCheck(folder, file, last);
    expect(readLastCheck(file)).toEqual(last);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('keeps only entries of rules', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-last-')), 'a.json');
    writeFileSync(
      file,
      JSON.stringify({ rules: { ...last.rules, '\u001b[31m': last.rules['a/b'], 'a/c': 7 } }),
    );
    expect(readLastCheck(file)).toEqual({ seed: undefined, rules: last.rules });
  });

  it('is one of at most 200: the oldest are deleted', () => {
    const folder = folderOf();
    const fileOf = (n: number) => lastCheckFile(folder, [String(n)]);
    writeLastCheck(folder, fileOf(0), last);
    utimesSync(fileOf(0), 1, 1);
    for (let n = 1; n <= 200; n += 1) writeLastCheck(folder, fileOf(n), last);
    expect(readdirSync(folder)).toHaveLength(200);
    expect(readLastCheck(fileOf(0))).toBeUndefined();
    expect(readLastCheck(fileOf(1))).toEqual(last);
  });

  it('is not written to a folder that cannot be made, without an error', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-last-')), 'a.json');
    writeFileSync(file, '');
    expect(() => writeLastCheck(join(file, 'below'), join(file, 'below', 'b.json'), last)).not.toThrow();
  });
});
