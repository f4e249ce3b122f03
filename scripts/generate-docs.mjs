// Generates the pages of docs/ that describe the code, and docs/api/. `--check` writes nothing and exits 1 if one is stale. Also exits 1 if
// an export has no docstring, or refers to something that isn't exported.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { apiReference } from './docs/api.mjs';
import { commandLinePages } from './docs/command-line.mjs';
import { configurationPages } from './docs/configuration.mjs';
import { diagnosisPage } from './docs/diagnosis.mjs';
import { eventsPage } from './docs/events.mjs';
import { lessonPages } from './docs/lessons.mjs';
import { llmsText } from './docs/llms.mjs';
import { rulesPages } from './docs/rules.mjs';
import { selfTestPages } from './docs/self-test.mjs';
import { sources } from './docs/sources.mjs';
import { updateFiles } from './generated-files.mjs';
import { root } from './setup.mjs';

const reference = await apiReference(root);
const pages = {
  ...allFormatted({
    'docs/diagnosis.md': diagnosisPage(sources),
    'docs/events.md': eventsPage(sources),
    ...commandLinePages(sources),
    ...configurationPages(sources),
    ...selfTestPages(sources),
    ...rulesPages(sources),
    ...lessonPages(sources),
  }),
  ...reference.pages,
};
pages['docs/llms.txt'] = llmsText(pages);
const folders = ['docs/api', 'docs/commands', 'docs/lessons', 'docs/rules'];
const gone = folders.flatMap(existing).filter((path) => !(path in pages));
updateFiles(pages, gone, 'node scripts/generate-docs.mjs');
if (reference.gaps.length > 0) {
  console.error(['The API reference has gaps:', ...reference.gaps].join('\n  '));
  process.exitCode = 1;
}

function existing(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Formats pages as `npm run format` does, which aligns tables. One process formats all pages with tables. */
function allFormatted(texts) {
  const between = '<!-- the next page -->';
  const paths = Object.keys(texts).filter((path) => /^\|/m.test(texts[path]));
  const withTables = formatted(paths.map((path) => texts[path]).join(`\n\n${between}\n\n`)).split(between);
  const aligned = new Map(paths.map((path, n) => [path, withTables[n]]));
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, `${(aligned.get(path) ?? text).trim()}\n`]),
  );
}

function formatted(text) {
  const biome = join(root, 'node_modules/.bin/biome');
  const { status, stdout, stderr } = spawnSync(biome, ['format', '--stdin-file-path=docs/pages.md'], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the generated pages cannot be formatted: ${stderr}`);
  return stdout;
}
