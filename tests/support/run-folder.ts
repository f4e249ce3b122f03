import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A folder for this test run, inside the project so that programs in it find its packages. */
export function runFolder(): string {
  const folder = join(root, 'node_modules/.cache/hookswitch', basename(process.env.TMPDIR ?? 'tests'));
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function removeRunFolder(): void {
  rmSync(runFolder(), { recursive: true, force: true });
}
