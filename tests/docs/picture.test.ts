import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './page.ts';

it.each([
  ['readme-picture.mjs', 4],
  ['session-pictures.mjs', 8],
])('shows in the docs what commands print; node scripts/%s updates it', (name, count) => {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-picture-'));
  const script = join(root, 'scripts', name);
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const pictures = readdirSync(folder);
  expect(pictures.length).toBe(count);
  for (const picture of pictures) {
    const [kept = '', made] = [join(root, 'docs/images'), folder].map((place) =>
      textOf(join(place, picture)),
    );
    expect(kept.length).toBeGreaterThan(500);
    expect(kept).toBe(made);
  }
  rmSync(folder, { recursive: true });
});

/** The text in the picture, except times, and seeds that aren't given. */
function textOf(path: string): string {
  const found = readFileSync(path, 'utf8').matchAll(/<text\b[^>]*>([^<]*)<\/text>/g);
  return [...found]
    .map(([, text = '']) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/\d+(\.\d+)? m?s\b( ago)?|just now|(\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d/g, '<time>')
    .replace(/seed \d{2,}/g, 'seed <seed>');
}
