import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsoleEvent } from '../../../console/server/api/types.ts';
import { openTestConsole, type TestConsole, type TestResponse } from './console-driver.ts';
import { arbitraryOf, type Likely, type Schema } from './schema-arbitrary.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly schema: Schema;
}

interface Operation {
  /** Its method and path. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
}

/** What the console says that it demands. */
async function operationsOf({ ask }: TestConsole): Promise<Operation[]> {
  const { paths } = (await ask('GET', '/api/openapi.json')).value;
  // biome-ignore lint/suspicious/noExplicitAny: a response
  return Object.entries<Record<string, any>>(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters, requestBody }]) => ({
      id: `${method} ${path}`,
      method,
      path,
      parameters,
      body: requestBody?.content['application/json'].schema,
    })),
  );
}

/** Every error is a sentence with a code. An internal error is never allowed. */
function mistakeIn({ id }: Operation, { status, headers, text, value }: TestResponse): string | undefined {
  if (status < 400) return undefined;
  const isProblem = typeof value?.code === 'string' && typeof value.message === 'string';
  const known = ['code', 'message', 'field'];
  if (status > 499 || !isProblem || Object.keys(value).some((key) => !known.includes(key)))
    return `${id} answers ${status}: ${text}`;
  return headers.get('content-type') === 'application/json' ? undefined : `${id}: an error that is not JSON`;
}

const secrets = ['q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o', 'Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3A'];
const tellsSecret = ['get /api/webhooks/{id}/secret', 'post /api/webhooks/{id}/secret'];
/** An operation whose response never ends. */
const streams = 'get /api/events';

interface Drawn {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Requests that the description allows; `likely` has values that get further than random ones. */
function allowed({ parameters, body }: Operation, likely: Likely): fc.Arbitrary<Drawn> {
  const of = (schema: Schema, name = '') => arbitraryOf(schema, likely, name);
  const drawn = parameters.map((parameter) => {
    const value =
      parameter.name === 'seq' ? fc.integer({ min: 1, max: 6 }) : of(parameter.schema, parameter.name);
    return [parameter.name, parameter.in === 'path' ? value : fc.option(value, { nil: undefined })] as const;
  });
  return fc.record({
    parameters: fc.record(Object.fromEntries(drawn)),
    body: body === undefined ? fc.constant(undefined) : of(body),
  });
}

/** Requests with any values, whatever the description says. */
function anything({ parameters, body }: Operation): fc.Arbitrary<Drawn> {
  const value = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.constant('../..'), fc.constant('%00'));
  return fc.record({
    parameters: fc.record(Object.fromEntries(parameters.map(({ name }) => [name, value]))),
    body: body === undefined ? fc.constant(undefined) : fc.jsonValue(),
  });
}

function send(
  { ask }: TestConsole,
  operation: Operation,
  { parameters, body }: Drawn,
): Promise<TestResponse> {
  const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(shown(parameters[name])),
  );
  const query = operation.parameters
    .filter((one) => one.in === 'query' && parameters[one.name] !== undefined)
    .map(({ name }) => `${name}=${encodeURIComponent(shown(parameters[name]))}`);
  return ask(
    operation.method.toUpperCase(),
    `${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    body,
  );
}

/** Replaces unpaired surrogates, which URLs can't contain. */
function shown(value: unknown): string {
  return String(value).replaceAll(/\p{Cs}/gu, '?');
}

/** A check of a receiver that isn't listening. */
const deadCheck = { url: 'http://localhost:9/', method: 'POST', secret: { text: secrets[1] } };

/** A console with an example of everything. */
async function furnished(): Promise<{ running: TestConsole; operations: Operation[]; likely: Likely }> {
  const running = await openTestConsole();
  const { ask, inboxUrl } = running;
  // Nothing listens there: checking a real receiver would take too long.
  const urls = ['http://localhost:9/webhook', 'http://example.com/'];
  const webhook = { url: inboxUrl, secret: secrets[0], method: 'POST', events: 'All' };
  const { id } = (await ask('POST', '/api/webhooks', webhook)).value;
  const fleet = (await ask('POST', '/api/fleet/example')).value;
  for (let n = 0; n < 3; n += 1) await ask('POST', `/api/webhooks/${id}/test`);
  const check = (await ask('POST', '/api/checks', deadCheck)).value;
  const likely = {
    id: [id, check.id],
    format: ['json', 'junit', 'html'],
    webhook: [id],
    url: urls,
    observeUrl: urls,
    secret: secrets,
    text: [...secrets, 'did'],
    rules: ['signature/accepts-genuine'],
    sn: fleet.pbxs.map(({ sn }: { sn: string }) => sn),
    didIds: fleet.dids.map(({ didId }: { didId: string }) => didId),
    trunkId: fleet.trunks.map(({ trunkId }: { trunkId: string }) => trunkId),
    event: ['test', 'did_change'],
  };
  return { running, operations: await operationsOf(running), likely };
}

async function expectConformant(
  draw: (operation: Operation, likely: Likely) => fc.Arbitrary<Drawn>,
  runs: number,
) {
  const { running, operations, likely } = await furnished();
  const { received } = await listen(running);
  await running.ask('POST', `/api/webhooks/${likely.id?.[0]}/test`);
  await fetch(running.inboxUrl, { method: 'POST', body: '[]' });
  await running.ask('POST', '/api/checks', deadCheck);
  const asked = operations
    .filter(({ id }) => id !== streams)
    .map((operation) => draw(operation, likely).map((drawn) => ({ operation, drawn })));
  const hit = new Set<string>();
  const sendOne = async ({ operation, drawn }: { operation: Operation; drawn: Drawn }) => {
    const answer = await send(running, operation, drawn);
    if (answer.status < 400) hit.add(operation.id);
    expect(mistakeIn(operation, answer)).toBeUndefined();
    if (!tellsSecret.includes(operation.id)) expectNoSecret(answer.text);
  };
  // Concurrently, as two pages might.
  const some = fc.array(fc.oneof(...asked), { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(some, async (requests) => {
      await Promise.all(requests.map(sendOne));
    }),
    { numRuns: runs, interruptAfterTimeLimit: 60_000 },
  );
  expect(running.mistakes).toEqual([]);
  await running.close();
  const events = await received;
  expectNoSecret(JSON.stringify(events));
  return { hit, of: operations.length, topics: new Set(events.flatMap(({ what }) => what)) };
}

function expectNoSecret(text: string): void {
  for (const secret of secrets) expect(text).not.toContain(secret);
}

/** Listens for every event until the console ends. */
async function listen({ url }: TestConsole): Promise<{ received: Promise<ConsoleEvent[]> }> {
  const { body } = await fetch(new URL('/api/events', url));
  return { received: eventsIn(body) };
}

async function eventsIn(body: Response['body']): Promise<ConsoleEvent[]> {
  let text = '';
  try {
    for await (const chunk of body ?? []) text += Buffer.from(chunk).toString('utf8');
  } catch {
    // The console has ended.
  }
  const lines = text.split('\n').filter((line) => /^data: .*\}$/.test(line));
  return lines.map((line) => JSON.parse(line.slice('data: '.length)));
}

describe('the API matches its description', () => {
  it('for any described request', async () => {
    const { hit, of, topics } = await expectConformant(allowed, 75);
    // Which requests succeed depends on the generated ones, but most of them must.
    expect(hit.size).toBeGreaterThan(of / 2);
    expect([...topics]).toEqual(expect.arrayContaining(['checks', 'deliveries', 'inbox']));
  });

  it('for any other request', async () => {
    await expectConformant(anything, 40);
  });

  it('and refuses undescribed requests', async () => {
    const { running, operations, likely } = await furnished();
    const withBody = operations.filter(({ body }) => body !== undefined);
    const one = fc.oneof(
      ...withBody.map((operation) => allowed(operation, likely).map((drawn) => ({ operation, drawn }))),
    );
    await fc.assert(
      fc.asyncProperty(one, fc.string({ minLength: 1 }), async ({ operation, drawn }, key) => {
        const body = { ...(drawn.body as object), [`${key}?`]: key };
        const answer = await send(running, operation, { ...drawn, body });
        // Paths with parameters may already be wrong for another reason.
        expect([operation.id, answer.status === 400 ? 422 : answer.status]).toEqual([operation.id, 422]);
        expect(mistakeIn(operation, answer)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('and describes itself in valid OpenAPI', async () => {
    const { ask } = await openTestConsole();
    const { value } = await ask('GET', '/api/openapi.json');
    expect(await new Validator().validate(value)).toEqual({ valid: true });
    expect(Object.keys(value.paths)).toContain('/api/webhooks/{id}/messages');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('and rejects an undescribed %s', async (method) => {
    const running = await openTestConsole();
    const operations = await operationsOf(running);
    const known = operations.map(({ id }) => id);
    for (const { path } of operations) {
      if (known.includes(`${method.toLowerCase()} ${path}`) || path.includes('{')) continue;
      const { status, value } = await running.ask(method, path);
      expect([path, status, value.code]).toEqual([path, 405, 'wrong-method']);
    }
  });
});
