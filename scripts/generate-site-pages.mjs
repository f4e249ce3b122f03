// Generates the pages that only the site of docs/ has, and git ignores: docs/api/ and docs/self-test/. Also prints which exports have no
// docstring, or refer to something that isn't exported; a test fails then.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { apiReference } from './docs/api.mjs';
import { allFormatted } from './docs/formatted.mjs';
import { selfTestPages } from './docs/self-test.mjs';
import { sources } from './docs/sources.mjs';
import { updateFiles } from './generated-files.mjs';
import { root } from './setup.mjs';

const { pages, gaps } = await apiReference(root);
for (const folder of ['docs/api', 'docs/self-test'])
  rmSync(join(root, folder), { recursive: true, force: true });
updateFiles({ ...pages, ...allFormatted(selfTestPages(sources)) }, [], 'npm run generate');
if (gaps.length > 0) console.error(['The API reference has gaps:', ...gaps].join('\n  '));
