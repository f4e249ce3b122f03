import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Application, Converter } from 'typedoc';
import { collectWarnings } from './api/collect-warnings.mjs';
import { entryPointsOf } from './api/entry-points.mjs';
import { leaveOutRepetitions } from './api/leave-out.mjs';
import { missingDocstrings } from './api/missing-docstrings.mjs';
import { options } from './api/options.mjs';
import { sourceFinder } from './api/places.mjs';
import { PlainTheme } from './api/plain-theme.mjs';
import { PageRouter } from './api/router.mjs';
import { splitByTopic } from './api/split-by-topic.mjs';
import { keepWrittenOrder } from './api/written-order.mjs';
import { banner } from './markdown.mjs';

/**
 * docs/api/: the reference, from the docstrings of the package's exports. `gaps` are sentences about missing docstrings and broken links.
 */
export async function apiReference(root) {
  const entryPoints = entryPointsOf(root);
  const app = await Application.bootstrapWithPlugins({
    ...options,
    tsconfig: join(root, 'tsconfig.build.json'),
    entryPoints: entryPoints.map(({ file }) => join(root, file)),
  });
  const warnings = collectWarnings(app);
  app.renderer.defineTheme('plain', PlainTheme);
  app.renderer.defineRouter('page', PageRouter);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, keepWrittenOrder);
  const project = await app.convert();
  if (!project) throw new Error(`the API reference cannot be made: ${warnings.join('; ')}`);
  leaveOutRepetitions(project);
  splitByTopic(project, entryPoints, sourceFinder(root));
  app.validate(project);
  const pages = await render(app, project, root);
  return { pages, gaps: [...warnings, ...missingDocstrings(project)] };
}

async function render(app, project, root) {
  const cache = join(root, 'node_modules/.cache/hookswitch');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'api-'));
  try {
    await app.outputs.writeOutput({ name: 'markdown', path: folder }, project);
    const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.md'));
    return Object.fromEntries(
      names.sort().map((name) => [`docs/api/${name}`, tidy(readFileSync(join(folder, name), 'utf8'))]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The page without anchors of properties, to which nothing links, and without headings that only introduce a table. */
function tidy(text) {
  const page = text
    .replaceAll(/<a id="[^"]*"><\/a> ?/g, '')
    .replaceAll(/^\*{3}\n\n/gm, '')
    .replaceAll(/^#+ (Constructors|Get Signature|Indexable|Type Parameters|Parameters|Properties)\n\n/gm, '');
  return `${banner}\n\n${withoutGaps(page).trim()}\n`;
}

const codeBlock = /(^```[\s\S]*?^```$)/m;

/** No heading is more than one level below the one before it, though some between them were left out. */
function withoutGaps(page) {
  let level = 1;
  const inOrder = (_heading, { length }) => {
    level = Math.min(length, level + 1);
    return `${'#'.repeat(level)} `;
  };
  const parts = page.split(codeBlock);
  return parts.map((part, n) => (n % 2 === 1 ? part : part.replaceAll(/^(#+) /gm, inOrder))).join('');
}
