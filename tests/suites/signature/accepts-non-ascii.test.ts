import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { testSecret } from '../../runner/check-fixture.ts';
import { checkServer, serverOf, verdictOf } from '../../runner/check-server.ts';

/** Computes the HMAC over other text than it received. */
const signing = (change: (message: string) => string) =>
  serverOf((message, response, { headers }) => {
    const expected = createHmac('sha256', testSecret).update(change(message)).digest('base64');
    response.writeHead(headers['x-signature'] === expected ? 200 : 401).end();
  });

const escapeOf = (character: string) => `\\u00${character.charCodeAt(0).toString(16)}`;

it.each(['&', '<', '>'])(
  'fails if the HMAC is computed over JSON in which %s is escaped',
  async (character) => {
    const verdict = await verdictOf(
      signing((message) => message.replaceAll(character, escapeOf(character))),
      'signature/accepts-non-ascii',
    );
    expect(verdict).toMatch(/^fail: 401 /);
  },
);

it('names a receiver that URL-decodes the message of a GET twice', async () => {
  const server = serverOf((_message, response, { headers, url = '' }) => {
    const message = new URL(url, 'http://receiver').searchParams.get('message') ?? '';
    const expected = createHmac('sha256', testSecret).update(decoded(message)).digest('base64');
    response.writeHead(headers['x-signature'] === expected ? 200 : 401).end();
  });
  const options = { method: 'GET', profile: { payloadIn: 'query' } } as const;
  const { diagnosis, results } = await checkServer(server, ['signature/accepts-non-ascii'], options);
  expect(results[0]?.verdict).toBe('fail');
  expect(diagnosis?.title).toBe('Your receiver URL-decodes the message before it checks the signature.');
  expect(diagnosis?.fix).toContain('Decode a query parameter only once');
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

it('passes if the HMAC is computed over the body as received', async () => {
  const verdict = await verdictOf(
    signing((message) => message),
    'signature/accepts-non-ascii',
  );
  expect(verdict).toBe('pass');
});

it.each([
  [401, /^Keep the body as bytes/],
  [422, /^Accept every text as a trunkName/],
])('advises about what a %i means', async (status, fix) => {
  const picky = serverOf((message, response) => {
    response.writeHead(message.includes("'single'") ? status : 200).end();
  });
  const { results } = await checkServer(picky, ['signature/accepts-non-ascii']);
  expect(results[0]?.finding?.fix).toMatch(fix);
});
