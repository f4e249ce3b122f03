// Generates the pages of docs/ that describe the code. `--check` writes nothing and exits 1 if one is stale. generate-site-pages.mjs
// generates those that git ignores.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { commandLinePages } from './docs/command-line.mjs';
import { configurationPages } from './docs/configuration.mjs';
import { defaultNamesPage } from './docs/default-names.mjs';
import { diagnosisPage } from './docs/diagnosis.mjs';
import { eventsPage } from './docs/events.mjs';
import { allFormatted } from './docs/formatted.mjs';
import { lessonPages } from './docs/lessons.mjs';
import { rulesPages } from './docs/rules.mjs';
import { sources } from './docs/sources.mjs';
import { updateFiles } from './generated-files.mjs';
import { root } from './setup.mjs';

const pages = allFormatted({
  'docs/default-names.md': defaultNamesPage(sources),
  'docs/diagnosis.md': diagnosisPage(sources),
  'docs/events.md': eventsPage(sources),
  ...commandLinePages(sources),
  ...configurationPages(sources),
  ...rulesPages(sources),
  ...lessonPages(sources),
});
const folders = ['docs/commands', 'docs/lessons', 'docs/rules'];
const gone = folders.flatMap(existing).filter((path) => !(path in pages));
updateFiles(pages, gone, 'node scripts/generate-docs.mjs');

function existing(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
