const base = 'https://hookswitch.dev/schemas/';

/**
 * The common schema of all events.
 *
 * @param events The schemas of schemas/events/ by name, in the order of lists.
 */
export function eventsSchema(events) {
  const all = Object.entries(events).map(([kind, schema]) => ({ kind, ...factsOf(kind, schema) }));
  const inLists = all.filter(({ shape }) => shape === 'array');
  const namesOf = (some) =>
    some.filter(({ discriminator }) => discriminator === 'event').flatMap(({ names }) => Object.keys(names));
  const keys = all
    .filter(({ discriminator }) => discriminator !== 'event')
    .map(({ discriminator }) => discriminator);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${base}events.schema.json`,
    title: 'EventMessage',
    description: 'A message that reports one documented event.',
    $comment: 'Made by `npm run generate` from schemas/events/: change those, not this file.',
    anyOf: all.map(({ kind }) => ({ $ref: `events/${kind}.schema.json` })),
    $defs: {
      EventReport: {
        title: 'EventReport',
        description: 'A report of a documented event: one item of a message that is an array.',
        anyOf: inLists.map(({ kind, item }) => ({ $ref: `events/${kind}.schema.json${item}` })),
      },
      EventTitle: {
        description: 'The title of an event.',
        type: 'string',
        enum: all.flatMap(({ title }) => title ?? []),
      },
      NameInMessage: { description: 'A value of `event` in any message.', enum: namesOf(all) },
      NameInReport: { description: 'A value of `event` in an item of an array.', enum: namesOf(inLists) },
      NamedReport: {
        description:
          'A report without `event` is recognized by another key, so an item with that key needs an `event`.',
        type: 'object',
        dependentRequired: Object.fromEntries(keys.map((key) => [key, ['event']])),
      },
    },
  };
}

/** The names, kinds, titles and message types of events as TypeScript. */
export function eventTypes(events) {
  const all = Object.entries(events).map(([kind, { 'x-event': facts }]) => ({ kind, ...facts }));
  const names = all.flatMap(({ kind, names }) =>
    Object.entries(names).map(([name, text]) => ({ name, text, kind })),
  );
  const titled = all.filter(({ title }) => title !== undefined);
  const text = (kind) => events[kind].description.split('. ')[0].replace(/\.$/, '');
  const types = Object.values(events).flatMap(({ title, $defs = {} }) => [title, ...Object.keys($defs)]);
  const shapes = Object.values(events).map(({ title }) => title);
  const interfaceOf = (type, about, typeOf) =>
    `/** ${about} */\nexport interface ${type} {\n${names.map((name) => `  /** ${name.text} */\n  readonly ${name.name}: ${typeOf(name.kind)};`).join('\n')}\n}\n`;
  return [
    `import type { ${shapes.sort().join(', ')} } from './types.ts';\n`,
    `export type { ${types.sort().join(', ')} } from './types.ts';\n`,
    union(
      'EventName',
      'The name of an event that YCM pushes, as used in options and lists.',
      names.map(({ name, text }) => [name, text]),
    ),
    union(
      'EventKind',
      'The kind of a message that reports a documented event: the name of its schema.',
      all.map(({ kind }) => [kind, `${text(kind)}.`]),
    ),
    union(
      'EventTitle',
      "The title of the vendor's page on an event, by which a webhook subscribes to it.",
      titled.map(({ kind, title }) => [title, `${text(kind)}.`]),
    ),
    interfaceOf('EventKinds', 'The kind of each event.', (kind) => `'${kind}'`),
    interfaceOf('EventMessages', 'The message that reports each event.', (kind) => events[kind].title),
  ].join('\n');
}

/** A union of string literals with an explanation each. */
export function union(type, about, members) {
  const lines = members.map(([value, text]) => `  /** ${text} */\n  | '${value}'`);
  return `/** ${about} */\nexport type ${type} =\n${lines.join('\n')};\n`;
}

/** @throws Error with the file and what `x-event` lacks, or where it differs from the rest of the schema. */
function factsOf(kind, schema) {
  const file = `schemas/events/${kind}.schema.json`;
  const facts = schema['x-event'];
  const missing = ['position', 'family', 'shape', 'discriminator', 'names'].find(
    (key) => facts?.[key] === undefined,
  );
  if (missing !== undefined) throw new Error(`${file}: x-event must have "${missing}"`);
  if (facts.shape !== schema.type) throw new Error(`${file}: x-event.shape must be its type, ${schema.type}`);
  const item = facts.shape === 'array' ? schema.items?.$ref?.slice(1) : '';
  if (item === undefined) throw new Error(`${file}: items must be a $ref to a definition in the file`);
  const { event } = definitionAt(schema, item).properties;
  const named = facts.discriminator === 'event' ? [event?.const ?? event?.enum].flat() : [];
  if (facts.discriminator === 'event' && named.join() !== Object.keys(facts.names).join())
    throw new Error(`${file}: x-event.names must be the values of "event": ${named.join(', ')}`);
  return { ...facts, item: item === '' ? '' : `#${item}` };
}

function definitionAt(schema, pointer) {
  return pointer
    .split('/')
    .slice(1)
    .reduce((node, key) => node[key], schema);
}
