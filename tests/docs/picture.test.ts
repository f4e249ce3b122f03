import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './page.ts';

it('shows in the README what a check prints; node scripts/readme-picture.mjs updates it', {
  timeout: 120_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-picture-'));
  const script = join(root, 'scripts/readme-picture.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const names = readdirSync(folder);
  expect(names.length).toBe(4);
  for (const name of names) {
    const [kept, made] = [join(root, 'docs/images'), folder].map((place) => textsOf(join(place, name)));
    expect(kept?.length).toBeGreaterThan(10);
    expect(kept).toEqual(made);
  }
  rmSync(folder, { recursive: true });
});

/** The text in the picture, except times. */
function textsOf(path: string): string[] {
  const found = readFileSync(path, 'utf8').matchAll(/<text\b[^>]*>([^<]*)<\/text>/g);
  return [...found].map(([, text = '']) => text.replace(/\d+(\.\d+)? m?s\b/g, '<time>'));
}
