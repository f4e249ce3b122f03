import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { root, setUp } from './setup.mjs';

/** Sets up, bundles sources into files next to each other, and runs the first one with the arguments of this process. */
export async function runBundled(...sources) {
  setUp();
  const { build } = await import('esbuild');
  const { ownAddress } = await import('./file-readers.mjs');
  const outdir = join(root, 'node_modules/.cache/hookswitch');
  await build({
    entryPoints: sources,
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outdir,
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    plugins: [ownAddress],
  });
  const main = join(outdir, `${basename(sources[0], '.ts')}.mjs`);
  const { status } = spawnSync(process.execPath, [main, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
