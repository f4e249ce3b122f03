import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ownAddress } from '../../scripts/file-readers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program of the tests as one file, so that a child process that runs it begins within a few milliseconds. */
export async function bundle(program: URL): Promise<string> {
  const folder = join(root, 'node_modules/.cache/hookswitch');
  mkdirSync(folder, { recursive: true });
  const entry = fileURLToPath(program);
  const outfile = join(folder, `${basename(entry, '.ts')}.mjs`);
  await build({
    entryPoints: [entry],
    bundle: true,
    external: ['libsql', 'jsonc-parser'],
    // What is bundled may be CommonJS, and want to require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    platform: 'node',
    format: 'esm',
    outfile,
    plugins: [ownAddress],
  });
  return outfile;
}
