import { expect, it } from 'vitest';
import { serverOf, verdictOf } from '../../runner/check-server.ts';

const rule = 'acknowledgement/acknowledges-every-event';

/** Rejects messages with such a DID. */
const rejecting = (isBad: RegExp) =>
  serverOf((message, response) => {
    const dids = [...message.matchAll(/"did": ?"([^"]*)"/g)].map(([, did = '']) => did);
    response.writeHead(dids.some((did) => isBad.test(did)) ? 422 : 200).end();
  });

it('fails if a DID with a leading zero is rejected', async () => {
  expect(await verdictOf(rejecting(/^0/), rule)).toMatch(/^fail: 422 /);
});

it('passes if only DIDs longer than E.164 allows are rejected', async () => {
  expect(await verdictOf(rejecting(/^.{16}/), rule)).toBe('pass');
});
