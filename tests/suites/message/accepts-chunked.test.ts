import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import { checkFixture, idsOf, testSecret } from '../../runner/check-fixture.ts';
import { verdictOf } from '../../runner/check-server.ts';
import { dropping, expectDropFound } from './dropping.ts';

const rule = 'message/accepts-chunked';

/** Responds to chunked messages with this status. */
const answering = (status: number) =>
  createServer((request, response) => {
    const isChunked = request.headers['transfer-encoding'] !== undefined;
    request.resume().on('end', () => response.writeHead(isChunked ? status : 200).end());
  });

it.each([
  [200, /^pass$/],
  // HTTP allows a server to require a length, and the vendor says nothing about framing.
  [411, /^pass$/],
  [400, /^fail: 400 /],
  [401, /^fail: 401 /],
])('a %d for a chunked message gives the verdict %s', async (status, verdict) => {
  expect(await verdictOf(answering(status), rule)).toMatch(verdict);
});

const dropsChunks = dropping((request) => 'transfer-encoding' in request.headers);

it('fails if a chunked message is acknowledged and dropped', async () => {
  const effect = 'the effect of a message with Transfer-Encoding: chunked instead of a Content-Length';
  await expectDropFound(dropsChunks, rule, effect);
});

it('expects only an acknowledgement without an observer', async () => {
  expect(await verdictOf(dropsChunks({ secret: testSecret }), rule)).toBe('pass');
});

it('passes if a chunked message takes effect', async () => {
  expect(idsOf(await checkFixture(createReference, { rules: [rule] }), 'pass')).toEqual([rule]);
});
