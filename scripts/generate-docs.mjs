// Makes docs/command-line.md, docs/events.md, docs/self-test.md, docs/rules.md, docs/rules/, docs/lessons/ and docs/api/ from the code. `--check` writes nothing and exits 1 when one of them is stale.
// Exits 1 too when the reference has gaps: something that the package exports has no docstring, or names what is not exported.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiReference } from './docs/api.mjs';
import { commandLinePage } from './docs/command-line.mjs';
import { eventsPage } from './docs/events.mjs';
import { lessonPages } from './docs/lessons.mjs';
import { rulesPages } from './docs/rules.mjs';
import { selfTestPage } from './docs/self-test.mjs';
import { loadSources } from './docs/sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = await loadSources(root);
const reference = await apiReference(root);
const pages = {
  'docs/command-line.md': formatted('docs/command-line.md', commandLinePage(sources)),
  'docs/events.md': formatted('docs/events.md', eventsPage(sources)),
  'docs/self-test.md': formatted('docs/self-test.md', selfTestPage(sources)),
  ...allFormatted(rulesPages(sources)),
  ...allFormatted(lessonPages(sources)),
  ...reference.pages,
};
const stale = Object.keys(pages).filter((path) => current(path) !== pages[path]);
const folders = ['docs/api', 'docs/lessons', 'docs/rules'];
const gone = folders.flatMap(existing).filter((path) => !(path in pages));

if (!process.argv.includes('--check')) {
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  for (const path of stale) writeFileSync(join(root, path), pages[path]);
  for (const path of gone) rmSync(join(root, path));
} else if (stale.length + gone.length > 0) {
  console.error(
    `Stale: ${[...stale, ...gone].join(', ')}; run \`node scripts/generate-docs.mjs\` and commit.`,
  );
  process.exitCode = 1;
}
if (reference.gaps.length > 0) {
  console.error(['The API reference has gaps:', ...reference.gaps].join('\n  '));
  process.exitCode = 1;
}

function current(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

function existing(folder) {
  return existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
    : [];
}

function allFormatted(texts) {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, formatted(path, text)]));
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
