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
