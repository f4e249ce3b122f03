// Generates files from others: types from schemas, the common schema of events from schemas/events/, the OpenAPI document of the webhooks,
// and the names of lessons. `--check` writes nothing and exits 1 if one is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventsSchema, eventTypes } from './generate/events.mjs';
import { openApi } from './generate/openapi.mjs';
import { readSchemas } from './generate/schema-files.mjs';
import { consoleTypes, schemaTypes } from './generate/types.mjs';
import { loadSources } from './load-sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bannerOf = (sources) =>
  `// Made by \`npm run generate\` from ${sources}: change those, not this file.\n`;

const events = Object.fromEntries(
  Object.entries(readSchemas(join(root, 'schemas/events'))).sort(
    ([, a], [, b]) => positionOf(a) - positionOf(b),
  ),
);
const inAll = eventsSchema(events);
const schemas = { ...readSchemas(join(root, 'schemas')), ...events, events: inAll };
const { consoleApi } = await loadSources(root, "export { consoleApi } from './schemas/console-api.ts';");
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const generated = {
  'schemas/events.schema.json': asJson(inAll),
  'schemas/openapi.json': asJson(openApi(events, version)),
  'schemas/generated/events.ts': `${bannerOf('schemas/events/')}\n${eventTypes(events)}`,
  'schemas/generated/types.ts': await schemaTypes(sorted(schemas), bannerOf('schemas/')),
  'schemas/generated/console-types.ts': await consoleTypes(consoleApi, bannerOf('schemas/console-api.yaml')),
  'suites/lessons/generated/lesson-name.ts': lessonNames(),
};
const stale = Object.keys(generated).filter((file) => current(file) !== generated[file]);

if (!process.argv.includes('--check')) {
  for (const file of stale) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), generated[file]);
  }
} else if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}; run \`npm run generate\` and commit.`);
  process.exitCode = 1;
}

function positionOf(schema) {
  return schema['x-event']?.position ?? 0;
}

/** Sorts schemas in the order of their files. */
function sorted(all) {
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (`${a}.` < `${b}.` ? -1 : 1)));
}

function asJson(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function lessonNames() {
  const names = readdirSync(join(root, 'suites/lessons'))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => `  | '${basename(file, '.md')}'`);
  return `${bannerOf('suites/lessons/*.md')}\n/** The name of a lesson. */\nexport type LessonName =\n${names.join('\n')};\n`;
}

function current(file) {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined;
}
