// Builds dist/ except dist/docs/: the library as ES modules with types, the command line as minified files, and the console's page.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { embedding } from './embedded.mjs';
import generateCode from './generate/code.mjs';
import { root, tsc } from './setup.mjs';

await generateCode();

const bin = join(root, 'dist/bin/hookswitch.js');

for (const name of existsSync(join(root, 'dist')) ? readdirSync(join(root, 'dist')) : [])
  if (name !== 'docs') rmSync(join(root, 'dist', name), { recursive: true });

const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);

const embedded = await embedding();
embedded.replaceIn(join(root, 'dist'));

/** commander loads it for subcommands that are separate programs, which don't exist here. It would double the cost of help. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      importer.includes('/node_modules/commander/') ? { path, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: '' }));
  },
};

// Each command is loaded only when it runs, from files that share what they have in common.
await build({
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  absWorkingDir: root,
  entryPoints: { hookswitch: 'cli/bin.ts' },
  outdir: join(root, 'dist/bin'),
  // Packages that are CommonJS load Node's modules with it.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module';\nconst require = createRequireHere(import.meta.url);",
  },
  // jiti finds its compiler next to itself, so it stays a package; bullmq and ioredis may be missing.
  external: ['jiti', 'bullmq', 'ioredis'],
  // Its main file can't be bundled.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  plugins: [embedded.plugin, withoutChildProcess],
});
await build({
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  absWorkingDir: root,
  entryPoints: ['console/page/main.tsx'],
  outdir: join(root, 'dist/console'),
});
copyFileSync(join(root, 'console/page/index.html'), join(root, 'dist/console/index.html'));
chmodSync(bin, 0o755);
