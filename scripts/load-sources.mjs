import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ownAddress } from './file-readers.mjs';
import { root } from './setup.mjs';

/**
 * The exports of a TypeScript module, from the current sources.
 *
 * @param contents The module. Its imports are resolved from the root of the project.
 */
export async function loadSources(contents) {
  const cache = join(root, 'node_modules/.cache/hookswitch');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'sources-'));
  const outfile = join(folder, 'sources.mjs');
  try {
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outfile,
      plugins: [ownAddress],
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
