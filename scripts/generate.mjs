// Makes schemas/generated/ from schemas/*.schema.json and schemas/console-api.yaml, and suites/lessons/generated/ from suites/lessons/*.md. `--check` writes nothing
// and exits 1 when a file there is stale.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import { parse } from 'yaml';
import { lessonsModule } from './lessons.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'schemas/');
const ending = '.schema.json';
const banner = '// Made by `npm run generate` from schemas/*.schema.json: change those, not this file.\n';

const consoleApi = parse(readFileSync(join(folder, 'console-api.yaml'), 'utf8'));
const consoleBanner =
  '// Made by `npm run generate` from schemas/console-api.yaml: change that, not this file.\n';

const schemas = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => [file.slice(0, -ending.length), JSON.parse(readFileSync(folder + file, 'utf8'))]),
);

const generated = {
  'schemas/generated/schemas.ts': embedded(),
  'schemas/generated/types.ts': await types(),
  'schemas/generated/console-api.ts': `${consoleBanner}\n/** What the console's page and server say to each other, in OpenAPI 3.1. */\nexport const consoleApi = ${JSON.stringify(consoleApi, null, 2)} as const;\n`,
  'schemas/generated/console-types.ts': await consoleTypes(),
  'suites/lessons/generated/lessons.ts': lessonsModule(root),
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

function current(file) {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function embedded() {
  const doc = '/** Every schema by its name, as published in `hookswitch/schemas/NAME.schema.json`. */\n';
  return `${banner}\n${schemaName()}\n${doc}export const schemas = ${JSON.stringify(schemas, null, 2)};\n`;
}

function schemaName() {
  const doc = '/** The name of a schema: `did-change` for `hookswitch/schemas/did-change.schema.json`. */\n';
  const names = Object.entries(schemas).map(
    ([name, { description }]) => `  /** ${description} */\n  | '${name}'`,
  );
  return `${doc}export type SchemaName =\n${names.join('\n')};\n`;
}

/** All schemas are compiled as one, so that a type that several of them use is written once. */
async function types() {
  const properties = Object.fromEntries(
    Object.keys(schemas).map((name) => [name, { $ref: `#/$defs/${name}` }]),
  );
  const root = {
    title: 'SchemaTypes',
    description: 'The type of what each schema describes, by the name of the schema.',
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
    $defs: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, inOneRoot(schema, name)]),
    ),
  };
  const options = {
    bannerComment: banner,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 110 },
  };
  return compile(root, 'SchemaTypes', options);
}

/** The types of what the console's page and server say to each other. */
async function consoleTypes() {
  const { schemas: parts } = consoleApi.components;
  const $defs = JSON.parse(JSON.stringify(parts).replaceAll('#/components/schemas/', '#/$defs/'));
  const names = Object.keys(parts);
  const root = {
    title: 'ConsoleTypes',
    description: 'The type of each part, by its name in the description.',
    type: 'object',
    additionalProperties: false,
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs,
  };
  const style = { singleQuote: true, printWidth: 110 };
  return compile(root, 'ConsoleTypes', { bannerComment: consoleBanner, ignoreMinAndMaxItems: true, style });
}

/** A copy whose references lead inside the one root, in the dialect that json-schema-to-typescript reads. */
function inOneRoot(value, name) {
  if (Array.isArray(value)) return value.map((item) => inOneRoot(item, name));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inOneRoot(inner, name)]));
  delete copy.$id;
  if (typeof copy.$schema === 'string') delete copy.$schema;
  if (typeof copy.$ref === 'string') copy.$ref = refInOneRoot(copy.$ref, name);
  const { prefixItems } = value;
  if (prefixItems !== undefined) copy.tsType = `[${prefixItems.map(({ type }) => type).join(', ')}]`;
  if (isAnything(copy)) copy.tsType = 'unknown';
  return copy;
}

function refInOneRoot(ref, name) {
  const [file, pointer = ''] = ref.split('#');
  return `#/$defs/${file === '' ? name : file.slice(0, -ending.length)}${pointer}`;
}

function isAnything(schema) {
  return Object.keys(schema).join() === 'description';
}
