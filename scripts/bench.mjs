// `npm run bench`: all figures in one run; `npm run bench -- startup deadline` for some.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp();
const { build } = await import('esbuild');
const { ownAddress } = await import('./file-readers.mjs');
const folder = join(root, 'node_modules/.cache/hookswitch');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, 'bench.mjs');
await build({
  entryPoints: [join(root, 'bench/run.ts')],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  outfile,
  plugins: [ownAddress],
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
