const dialect = 'https://json-schema.org/draft/2020-12/schema';

/**
 * The webhooks of YCM in OpenAPI 3.1 for other tools: one per event, with its complete messages.
 *
 * @param events The schemas of schemas/events/ by name, in the order of lists.
 */
export function openApi(events, version) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Webhooks of Yeastar Central Management (YCM)',
      version,
      summary: 'What YCM sends to the URL of a webhook.',
      description:
        'Made by `npm run generate` of Hookswitch from the schemas of the events. YCM sends every event to one URL, by the request method that the webhook is configured with.',
    },
    jsonSchemaDialect: dialect,
    webhooks: Object.fromEntries(
      Object.entries(events).map(([kind, schema]) => [kind, pathItem(kind, schema)]),
    ),
    components: {
      schemas: Object.assign({}, ...Object.values(events).map(componentsOf)),
      parameters: { Signature: signature },
      responses: { Acknowledged: acknowledged, NotAcknowledged: notAcknowledged },
    },
  };
}

const signature = {
  name: 'X-Signature',
  in: 'header',
  required: true,
  description:
    'Base64 of the HMAC-SHA256 of the raw message, with the text of the secret as the key. Compare it before you parse the message.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' },
  example: 'R2Q0mVJBOySwDGDGNzWbsWR5Xo8gIdEoiZ0yHHuVjFo=',
};

const acknowledged = {
  description:
    'The message is acknowledged. YCM waits for it as long as its Timeout(s) says, 3 to 10 seconds.',
};

const notAcknowledged = {
  description:
    'Any other status, or none in time: YCM sends the message again, as often as its Retry Count says.',
};

function pathItem(kind, schema) {
  const { title, names } = schema['x-event'];
  const operation = (method) => ({
    operationId: `${kind}-by-${method}`,
    summary: title ?? 'Test message',
    description: [
      schema.description,
      ...Object.entries(names).map(([name, text]) => `- \`${name}\`: ${text}`),
    ].join('\n'),
    parameters: [{ $ref: '#/components/parameters/Signature' }],
    requestBody: {
      required: method === 'post',
      description:
        method === 'post'
          ? 'The message.'
          : 'The message. The vendor does not say where a GET request carries it: expect the body or the query.',
      content: {
        'application/json': {
          schema: { $ref: `#/components/schemas/${schema.title}` },
          examples: Object.fromEntries(
            schema.examples.map((value, n) => [n === 0 ? kind : `${kind}-${n + 1}`, { value }]),
          ),
        },
      },
    },
    responses: {
      '2XX': { $ref: '#/components/responses/Acknowledged' },
      default: { $ref: '#/components/responses/NotAcknowledged' },
    },
  });
  return { post: operation('post'), get: operation('get') };
}

/** The schema of a message and its definitions, each under its title. */
function componentsOf({ $schema: _dialect, $id: _address, $defs = {}, examples: _shown, ...message }) {
  const parts = { [message.title]: message, ...$defs };
  return JSON.parse(JSON.stringify(parts).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
