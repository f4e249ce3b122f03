// Builds dist/ except dist/docs/: the library as ES modules with types, the command line as minified files, of which help needs only two
// small ones, and the console's page.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { embedding } from './embedded.mjs';
import { endsWith } from './file-readers.mjs';
import generateCode from './generate/code.mjs';
import { root, tsc } from './setup.mjs';

await generateCode();

const bin = join(root, 'dist/bin/hookswitch.cjs');

for (const name of existsSync(join(root, 'dist')) ? readdirSync(join(root, 'dist')) : [])
  if (name !== 'docs') rmSync(join(root, 'dist', name), { recursive: true });

const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);

const embedded = await embedding();
embedded.replaceIn(join(root, 'dist'));

/** A source that is bundled separately. The other bundles import its file. */
const apart = (source, file) => ({
  name: `${file}-apart`,
  setup: ({ onResolve }) =>
    onResolve({ filter: endsWith(source) }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${file}.cjs`, external: true },
    ),
});

/** Loaded when a command runs. */
const commandsApart = apart('commands/index.ts', 'commands');
/** The lessons and their code are loaded only by the command that shows them. */
const lessonsApart = apart('explained-rule.ts', 'lessons');
/**
 * The mark of our own escape sequences is generated per process, and shared by the code that writes them and the code that lets them
 * through.
 */
const terminalTextApart = apart('terminal-text.ts', 'terminal-text');

/** commander loads it for subcommands that are separate programs, which don't exist here. It would double the cost of help. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, (found) => ({ path: found.path, namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: '' }));
  },
};

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  absWorkingDir: root,
};
await build({
  ...common,
  entryPoints: ['cli/bin.ts'],
  outfile: bin,
  banner: { js: '#!/usr/bin/env node' },
  plugins: [embedded.plugin, commandsApart, terminalTextApart, withoutChildProcess],
});
// jiti finds its compiler next to itself, so it stays a package; bullmq and ioredis may be missing.
await build({
  ...common,
  entryPoints: ['cli/commands/index.ts'],
  outfile: join(root, 'dist/bin/commands.cjs'),
  external: ['jiti', 'bullmq', 'ioredis'],
  // The console's page is found from here.
  define: { 'import.meta.dirname': '__dirname' },
  // Its main file can't be bundled.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  plugins: [embedded.plugin, lessonsApart, terminalTextApart],
});
await build({
  ...common,
  entryPoints: ['suites/catalog/explained-rule.ts'],
  outfile: join(root, 'dist/bin/lessons.cjs'),
  plugins: [embedded.plugin, terminalTextApart],
});
await build({
  ...common,
  entryPoints: ['text/terminal/terminal-text.ts'],
  outfile: join(root, 'dist/bin/terminal-text.cjs'),
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
