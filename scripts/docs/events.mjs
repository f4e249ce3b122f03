import { banner, code, plain, table } from './markdown.mjs';

/** docs/events.md: every event that YCM pushes, and how other tools can use this data. */
export function eventsPage({ documentedEvents, schemas }) {
  return [
    banner,
    '# Events',
    'Look up what YCM sends, and send one of these messages to your receiver.',
    '```sh\nnpx hookswitch send http://localhost:3000/webhook --event did_change\n```',
    table(
      ['event', 'what it reports', 'message'],
      documentedEvents.flatMap((event) =>
        Object.entries(event.names).map(([name, text]) => [
          code(name),
          plain(text),
          `[${titleOf(event)}](#${anchorOf(event)})`,
        ]),
      ),
    ),
    '`npx hookswitch fixtures --event NAME` prints a message with its signature. A webhook subscribes to events by their titles, or to All.',
    ...documentedEvents.flatMap((event) => eventSection(event, schemas[event.kind])),
    openApi,
    '',
  ].join('\n\n');
}

function eventSection(event, { description, examples }) {
  const { shape, discriminator, names, identifiedBy, orderedBy, kind } = event;
  const facts = [
    ['message', shape === 'array' ? 'an array with one item for each PBX' : 'an object'],
    [
      'recognized by',
      discriminator === 'event'
        ? `${code('event')}: ${Object.keys(names).map(code).join(', ')}`
        : keyOf(discriminator),
    ],
    ['reports on', identifiedBy && code(identifiedBy)],
    ['newer if', orderedBy && `${code(orderedBy)} is greater`],
    ['JSON Schema', code(`hookswitch/schemas/events/${kind}.schema.json`)],
  ];
  return [
    `## ${titleOf(event)}`,
    plain(description),
    table(
      ['property', 'value'],
      facts.filter(([, text]) => text !== undefined),
    ),
    `\`\`\`json\n${JSON.stringify(examples[0], null, 2)}\n\`\`\``,
  ];
}

function keyOf(key) {
  return `${code(key)}, without an ${code('event')}`;
}

function titleOf({ title }) {
  return title ?? 'Test message';
}

function anchorOf(event) {
  return titleOf(event).toLowerCase().replaceAll(' ', '-');
}

const openApi = `## OpenAPI

\`hookswitch/schemas/openapi.json\` describes the webhooks in OpenAPI 3.1: each event, by POST and by GET, with the \`X-Signature\` header and
the responses that count as acknowledged. It has \`webhooks\` and no \`paths\`, so your tool must support OpenAPI 3.1. For example, generate
TypeScript types for your receiver:

<!-- not run: installs another tool -->

\`\`\`sh
npx openapi-typescript node_modules/hookswitch/schemas/openapi.json --output ycm.ts
\`\`\`

Or generate a page that documents the webhooks:

<!-- not run: installs another tool -->

\`\`\`sh
npx @redocly/cli build-docs node_modules/hookswitch/schemas/openapi.json --output ycm.html
\`\`\`

The schemas use the keyword \`x-event\`, which says how to recognize, identify and order an event. Validators ignore it. In the strict mode of
Ajv, add \`keywords: ['x-event']\` to the options.`;
