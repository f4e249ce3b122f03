import { expect, it } from 'vitest';
import { serverOf, verdictOf } from '../../runner/check-server.ts';

/** Rejects messages whose JSON contains one of these texts. */
const rejecting = (...texts: readonly string[]) =>
  serverOf((message, response) => {
    response.writeHead(texts.some((text) => message.includes(text)) ? 400 : 200).end();
  });

it('fails if an array with an unknown event is rejected', async () => {
  const verdict = await verdictOf(rejecting('trunk_status_change'), 'message/tolerates-unknown-events');
  expect(verdict).toMatch(/^fail: 400 /);
});

it('is left to other rules if every report is rejected', async () => {
  expect(await verdictOf(rejecting('"sn"'), 'message/tolerates-unknown-events')).toMatch(/^inconclusive: /);
});

it('passes if an object other than the test message is rejected, since events are arrays', async () => {
  const verdict = await verdictOf(rejecting('license_expiry'), 'message/tolerates-unknown-events');
  expect(verdict).toBe('pass');
});
