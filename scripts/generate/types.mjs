import { compile } from 'json-schema-to-typescript';
import { union } from './events.mjs';
import { schemaNameOf } from './schema-files.mjs';

const options = { ignoreMinAndMaxItems: true, style: { singleQuote: true, printWidth: 110 } };

/** The types of all schemas, compiled together so that shared types are written once. */
export async function schemaTypes(schemas, banner) {
  const name = union(
    'SchemaName',
    'The name of a schema: `did-change` for `hookswitch/schemas/events/did-change.schema.json`.',
    Object.entries(schemas).map(([name, { description }]) => [name, description]),
  );
  const types = await compileAll(schemas, {
    title: 'SchemaTypes',
    description: 'The type of what each schema describes, by the name of the schema.',
    $defs: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, inOneRoot(schema, name)]),
    ),
  });
  return `${banner}\n${name}\n${types}`;
}

function compileAll(schemas, { title, description, $defs }) {
  const names = Object.keys(schemas);
  const root = {
    title,
    description,
    type: 'object',
    additionalProperties: false,
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs,
  };
  return compile(root, title, { ...options, bannerComment: '' });
}

/** A copy with references inside one root, in the dialect of json-schema-to-typescript. */
function inOneRoot(value, name) {
  if (Array.isArray(value)) return value.map((item) => inOneRoot(item, name));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inOneRoot(inner, name)]));
  delete copy.$id;
  delete copy['x-event'];
  // A property may have this name.
  if (Array.isArray(copy.examples)) delete copy.examples;
  if (typeof copy.$schema === 'string') delete copy.$schema;
  if (typeof copy.$ref === 'string') copy.$ref = refInOneRoot(copy.$ref, name);
  // The type has the keywords next to a reference.
  if (typeof copy.$ref === 'string' && copy.type !== undefined) delete copy.$ref;
  const { prefixItems } = value;
  if (prefixItems !== undefined) copy.tsType = `[${prefixItems.map(({ type }) => type).join(', ')}]`;
  if (isAnything(copy)) copy.tsType = 'unknown';
  return copy;
}

function refInOneRoot(ref, name) {
  const [file, pointer = ''] = ref.split('#');
  return `#/$defs/${file === '' ? name : schemaNameOf(file)}${pointer}`;
}

function isAnything(schema) {
  return Object.keys(schema).join() === 'description';
}
