// What the rows of options/check.ts say to the configuration and to the library.

/** schemas/config.schema.json. */
export function configSchema(rows) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://hookswitch.dev/schemas/config.schema.json',
    title: 'Config',
    description:
      'The file hookswitch.config.ts, .js or .json. Command line options and the environment override it. It never contains the secret, only the name of the environment variable or file that does.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { description: 'Where an editor finds this schema.', type: 'string' },
      url: {
        description: 'An http or https URL. Hookswitch sends the messages there.',
        type: 'string',
        pattern: '^https?://\\S+$',
      },
      ...Object.fromEntries(
        Object.values(rows).flatMap((row) => (row.config ? [[row.config.key, keySchema(row)]] : [])),
      ),
      // The flag names a file with the same content.
      profile: { $ref: 'profile.schema.json' },
    },
  };
}

/** The options of the library that the command line has too, as the members of an interface. */
export function libraryTypes(rows) {
  const members = Object.values(rows)
    .filter(({ library }) => library !== undefined)
    .map((row) => {
      const schema = schemaOf(row);
      const text = described(row, schema, 1).replace(/\{\w+\}/g, '`$&`');
      return `  /** ${text} */\n  readonly ${row.library}?: ${typeOf(schema)};`;
    });
  return `/** Options of a check that the command line has too. */\nexport interface CheckValues {\n${members.join('\n')}\n}\n`;
}

function keySchema(row) {
  const { key, schema: own } = row.config;
  // The other schema has its own description.
  if (own?.$ref) return own;
  const size = row.value?.isDuration && key.endsWith('Seconds') ? 1000 : 1;
  const schema = own?.type ? own : { ...schemaOf(row), ...own };
  return { ...scaled(schema, size), description: described(row, schema, size) };
}

function schemaOf({ value }) {
  return value ? value.schema : { type: 'boolean' };
}

function scaled({ minimum, maximum, ...others }, size) {
  return minimum === undefined ? others : { ...others, minimum: minimum / size, maximum: maximum / size };
}

/** The unit ends the first sentence, which messages about a wrong value quote. */
function described({ about, help, value }, { description }, size) {
  const text = about ?? [description, ...sentencesOf(help)].filter(Boolean).join(' ');
  const unit = size === 1 ? 'milliseconds' : 'seconds';
  return value?.isDuration ? text.replace(/\.(?= |$)/, `, in ${unit}.`) : text;
}

function typeOf({ type, enum: values, items }) {
  if (values) return values.map((value) => `'${value}'`).join(' | ');
  if (type === 'array') return `readonly ${typeOf(items)}[]`;
  return type === 'integer' ? 'number' : type;
}

/** `how long it waits (default 2s)` in two sentences. */
function sentencesOf(help) {
  const usual = / \(default:? ([^)]*)\)/;
  const text = help.replace(usual, '').replace('; repeatable', '');
  const [, value] = usual.exec(help) ?? [];
  return [
    `${text[0].toUpperCase()}${text.slice(1)}.`,
    ...(value === undefined ? [] : [`Default: ${value}.`]),
  ];
}
