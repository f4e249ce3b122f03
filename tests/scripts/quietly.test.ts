import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

function runQuietly(...scripts: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-quietly-'));
  const files = scripts.map((script, n) => {
    const file = join(folder, `${n}.mjs`);
    writeFileSync(file, script);
    return file;
  });
  const quietly = join(root, 'scripts/quietly.mjs');
  return spawnSync(process.execPath, [quietly, ...files], { encoding: 'utf8' });
}

it('prints nothing when every script succeeds', () => {
  const { status, stdout, stderr } = runQuietly('console.log("built")', 'console.error("a warning")');
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});

it('prints the output of the script that fails, and runs no further one', () => {
  const { status, stdout, stderr } = runQuietly(
    'console.log("built")',
    'console.log("half"); console.error("a dead link"); process.exit(2)',
    'console.log("packed")',
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/1\.mjs failed\nhalf\na dead link\n$/);
});

it('packs the package quietly', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(scripts.prepack).toBe('node scripts/quietly.mjs scripts/build.mjs scripts/docs-site.mjs');
});
