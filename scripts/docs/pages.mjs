import { rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { writeFiles } from '../generated-files.mjs';
import { root } from '../setup.mjs';
import { apiReference } from './api.mjs';
import { commandLinePages } from './command-line.mjs';
import { configurationPages } from './configuration.mjs';
import { defaultNamesPage } from './default-names.mjs';
import { diagnosisPage } from './diagnosis.mjs';
import { eventsPage } from './events.mjs';
import { allFormatted } from './formatted.mjs';
import { lessonPages } from './lessons.mjs';
import { rulesPages } from './rules.mjs';
import { sources } from './sources.mjs';

const folder = 'docs/generated';

/** docs/generated/: the pages that describe the code. Prints which exports have no docstring; a test fails then. */
export default async function generatePages() {
  const { pages: apiPages, gaps } = await apiReference(root);
  const pages = {
    ...apiPages,
    ...allFormatted({
      'docs/default-names.md': defaultNamesPage(sources),
      'docs/diagnosis.md': diagnosisPage(sources),
      'docs/events.md': eventsPage(sources),
      ...commandLinePages(sources),
      ...configurationPages(sources),
      ...rulesPages(sources),
      ...lessonPages(sources),
    }),
  };
  rmSync(join(root, folder), { recursive: true, force: true });
  writeFiles(
    Object.fromEntries(
      Object.entries(pages).map(([path, text]) => [moved(path), linked(path, text, (to) => to in pages)]),
    ),
  );
  if (gaps.length > 0) console.error(['The API reference has gaps:', ...gaps].join('\n  '));
}

function moved(path) {
  return path.replace(/^docs/, folder);
}

/** Pages are written as if they were in docs/. Their links to pages in git lead there. */
function linked(path, text, isGenerated) {
  return text.replaceAll(/\]\((?!https?:)([^)#\s]+\.md)/g, (link, target) => {
    const to = posix.join(posix.dirname(path), target);
    return isGenerated(to) ? link : `](${posix.relative(posix.dirname(moved(path)), to)}`;
  });
}
