import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { collectWarnings } from './api/collect-warnings.mjs';
import { entryPointsOf } from './api/entry-points.mjs';
import { leaveOutRepetitions } from './api/leave-out.mjs';
import { missingDocstrings } from './api/missing-docstrings.mjs';
import { options } from './api/options.mjs';
import { sourceFinder } from './api/places.mjs';
import { PageRouter } from './api/router.mjs';
import { splitByTopic } from './api/split-by-topic.mjs';
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
  app.renderer.defineRouter('page', PageRouter);
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
      names
        .sort()
        .map((name) => [`docs/api/${name}`, `${banner}\n\n${readFileSync(join(folder, name), 'utf8')}`]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
