import { code, plain, table } from './markdown.mjs';

const example = {
  $schema: './node_modules/hookswitch/schemas/config.schema.json',
  url: 'http://localhost:3000/webhook',
  exec: 'node server.js',
  observeUrl: 'http://localhost:3000/state?sn={sn}',
  timeoutSeconds: 10,
  failOn: 'should',
  exclude: ['message/limits-size'],
};

/** The configuration file and the profile. */
export function configuration({ schemas, profileChoices }) {
  const { properties } = schemas.config;
  const keys = Object.entries(properties).filter(([key]) => key !== '$schema');
  return [
    '## The configuration file',
    'What `check` needs each time may stand in `hookswitch.config.ts`, `.mts`, `.js`, `.mjs` or `.json` in the folder where it is run, or in the file that `--config` names. Its schema is `hookswitch/schemas/config.schema.json`. A flag counts more than the file. The secret is never written there: name where it is.',
    '<!-- written: hookswitch.config.json -->',
    `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
    '```sh\nnpx hookswitch check\n```',
    table(
      ['key', 'meaning'],
      keys.map(([key, schema]) => [code(key), meaning(key, schema, schemas)]),
    ),
    '## The profile',
    'Where the vendor does not say how YCM behaves, the profile does: a JSON file for `--profile`, or `profile` in the configuration. Give only what is to be other than the default. `example` means that only an example, or an older product of the vendor, shows it; `silent`, that nothing does. With `--vary` the seed picks, as [The profile](profile.md) says.',
    table(
      ['key', 'values', 'default', 'with `--vary`', 'basis', 'meaning'],
      Object.entries(profileChoices).map(([key, choice]) => [
        code(key),
        valuesOf(choice.values),
        code(JSON.stringify(choice.default)),
        variedOf(choice),
        choice.basis,
        plain(choice.meaning),
      ]),
    ),
  ];
}

function meaning(key, schema, schemas) {
  if (key === 'profile') return 'Choices of [the profile](#the-profile).';
  const { description, enum: values } = schema.$ref?.startsWith('settings')
    ? schemas.settings.properties[key]
    : schema;
  return plain(description) + (values ? ` ${values.map(code).join(', ')}` : '');
}

function variedOf({ varied }) {
  return varied === undefined ? 'any' : varied.map((value) => code(JSON.stringify(value))).join(', ');
}

function valuesOf(values) {
  if (Array.isArray(values)) return values.map(code).join(', ');
  return values === 'yes-no' ? '`true`, `false`' : values;
}
