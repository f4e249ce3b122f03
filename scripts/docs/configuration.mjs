import { banner, code, plain, table } from './markdown.mjs';

const example = {
  $schema: './node_modules/hookswitch/schemas/config.schema.json',
  url: 'http://localhost:3000/webhook',
  exec: 'node server.js',
  observeUrl: 'http://localhost:3000/state?sn={sn}',
  timeoutSeconds: 10,
  failOn: 'should',
  exclude: ['message/limits-size'],
};

/** docs/configuration.md, docs/faults.md, and docs/profile-values.md. */
export function configurationPages(sources) {
  return {
    'docs/configuration.md': configurationPage(sources.schemas),
    'docs/profile-values.md': profilePage(sources.profileChoices),
    'docs/faults.md': faultsPage(sources.faults),
  };
}

function configurationPage(schemas) {
  const keys = Object.entries(schemas.config.properties).filter(([key]) => key !== '$schema');
  return [
    banner,
    '# Configuration file',
    'Save the options of `check`, so that `npx hookswitch check` needs none.',
    '<!-- not run: it writes files -->',
    '```sh\nnpx hookswitch init\n```',
    'The file is `hookswitch.config.json`, `.ts`, `.mts`, `.js` or `.mjs` in the folder where you run the check, or the one that `--config` names. Options on the command line override it. It never contains the secret: name the variable or file that holds it.',
    '`hookswitch.config.json`:',
    '<!-- written: hookswitch.config.json -->',
    `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
    '```sh\nnpx hookswitch check\n```',
    'Editors complete and validate the keys with the schema, `hookswitch/schemas/config.schema.json`.',
    table(
      ['key', 'meaning'],
      keys.map(([key, schema]) => [code(key), meaning(key, schema, schemas)]),
    ),
    '',
  ].join('\n\n');
}

function profilePage(choices) {
  return [
    banner,
    '# Values of the profile',
    'Set how the sender behaves where the vendor documents nothing. [The profile](profile.md) says when you need that.',
    "```sh\nnpx hookswitch check http://localhost:3000/webhook --set-profile spacing=indented --rules 'signature/*'\n```",
    'The column *basis* says where a default comes from. *Example*: from an example, or from an older product of the vendor. *Silent*: the vendor documents nothing, so Hookswitch chose it.',
    profileValues(choices),
    '',
  ].join('\n\n');
}

function profileValues(choices) {
  return table(
    ['key', 'values', 'default', 'with `--vary`', 'basis', 'meaning'],
    Object.entries(choices).map(([key, choice]) => [
      code(key),
      valuesOf(choice.values),
      code(JSON.stringify(choice.default)),
      variedOf(choice),
      choice.basis,
      plain(choice.meaning),
    ]),
  );
}

function faultsPage(faults) {
  return [
    banner,
    '# Faults',
    "Send a message that differs from YCM's in one way, to see how your receiver handles it.",
    '<!-- run: against=reference -->',
    '```sh\nnpx hookswitch send http://localhost:3000/webhook --event did_change --fault tampered-body\n```',
    table(
      ['fault', 'a message'],
      faults.map(({ name, title }) => [code(name), plain(title)]),
    ),
    '',
  ].join('\n\n');
}

function meaning(key, schema, schemas) {
  if (key === 'profile') return '[Values of the profile](profile-values.md).';
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
