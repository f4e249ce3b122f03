// Makes docs/command-line.md and docs/rules.md from the code. `--check` writes nothing and exits 1 when one of them is stale.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLinePage } from './docs/command-line.mjs';
import { rulesPage } from './docs/rules.mjs';
import { loadSources } from './docs/sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = await loadSources(root);
const pages = {
  'docs/command-line.md': formatted('docs/command-line.md', commandLinePage(sources)),
  'docs/rules.md': formatted('docs/rules.md', rulesPage(sources)),
};
const stale = Object.keys(pages).filter((path) => current(path) !== pages[path]);

if (!process.argv.includes('--check')) {
  for (const path of stale) writeFileSync(join(root, path), pages[path]);
} else if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}; run \`node scripts/generate-docs.mjs\` and commit.`);
  process.exitCode = 1;
}

function current(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

/** As `npm run format` leaves it, which aligns tables. */
function formatted(path, text) {
  const biome = join(root, 'node_modules/.bin/biome');
  const { status, stdout, stderr } = spawnSync(biome, ['format', `--stdin-file-path=${path}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${path} cannot be formatted: ${stderr}`);
  return stdout;
}
