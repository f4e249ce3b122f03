import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUp } from './setup.mjs';

const cache = join(root, 'node_modules/.cache/hookswitch');

/** Sets up, bundles sources into files next to each other, and runs the first one with the arguments of this process. */
export async function runBundled(...sources) {
  setUp();
  await bundle({ entryPoints: sources, outdir: cache, entryNames: '[name]' });
  const main = join(cache, `${basename(sources[0], '.ts')}.mjs`);
  const { status } = spawnSync(process.execPath, [main, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}

/**
 * The exports of a TypeScript module, from the current sources.
 *
 * @param contents The module. Its imports are resolved from the root of the project.
 */
export async function loadSources(contents) {
  mkdirSync(cache, { recursive: true });
  const outdir = mkdtempSync(join(cache, 'sources-'));
  try {
    await bundle({ stdin: { contents, resolveDir: root, loader: 'ts' }, outdir });
    return await import(pathToFileURL(join(outdir, 'stdin.mjs')).href);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Imports what is installed only after `setUp`. */
async function bundle(options) {
  const { build } = await import('esbuild');
  const { ownAddress } = await import('./file-readers.mjs');
  await build({
    ...options,
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    plugins: [ownAddress],
  });
}
