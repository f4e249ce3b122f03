import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadSources } from '../bundled.mjs';
import { writeFiles } from '../generated-files.mjs';
import { root } from '../setup.mjs';
import { eventsSchema, eventTypes } from './events.mjs';
import { openApi } from './openapi.mjs';
import { configSchema, libraryTypes } from './options.mjs';
import { readSchemas } from './schema-files.mjs';
import { schemaTypes } from './types.mjs';

const bannerOf = (sources) =>
  `// Made by \`npm run generate\` from ${sources}: change those, not this file.\n`;

/**
 * Types from schemas, the configuration's schema and the library's options from options/, the common schema of events from schemas/events/, the OpenAPI document of the webhooks, and the names of lessons. It
 * takes half a second.
 */
export default async function generateCode() {
  const events = Object.fromEntries(
    Object.entries(readSchemas(join(root, 'schemas/events'))).sort(
      ([, a], [, b]) => positionOf(a) - positionOf(b),
    ),
  );
  const inAll = eventsSchema(events);
  const { checkOptions } = await loadSources("export { checkOptions } from './options/check.ts';");
  const config = configSchema(checkOptions);
  const schemas = { ...readSchemas(join(root, 'schemas')), ...events, config, events: inAll };
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFiles({
    'schemas/config.schema.json': asJson(config),
    'schemas/events.schema.json': asJson(inAll),
    'schemas/openapi.json': asJson(openApi(events, version)),
    'options/generated/library.ts': `${bannerOf('options/check.ts')}\n${libraryTypes(checkOptions)}`,
    'schemas/generated/events.ts': `${bannerOf('schemas/events/')}\n${eventTypes(events)}`,
    'schemas/generated/types.ts': await schemaTypes(sorted(schemas), bannerOf('schemas/')),
    'suites/lessons/generated/lesson-name.ts': lessonNames(),
  });
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
