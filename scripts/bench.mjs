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
await build({
  entryPoints: {
    bench: join(root, 'bench/run.ts'),
    'listener-process': join(root, 'bench/support/fuzz/listener-process.ts'),
  },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  plugins: [ownAddress],
});
const { status } = spawnSync(process.execPath, [join(folder, 'bench.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
