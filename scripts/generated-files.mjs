import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './setup.mjs';

/** Writes the files whose text changed, and removes those that are gone. With `--check`, it only reports them, and the exit code is 1. */
export function updateFiles(texts, gone, command) {
  const stale = Object.keys(texts).filter((path) => currentText(path) !== texts[path]);
  if (!process.argv.includes('--check')) {
    for (const path of stale) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), texts[path]);
    }
    for (const path of gone) rmSync(join(root, path));
  } else if (stale.length + gone.length > 0) {
    console.error(`Stale: ${[...stale, ...gone].join(', ')}; run \`${command}\` and commit.`);
    process.exitCode = 1;
  }
}

function currentText(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}
