import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import { testSecret } from '../../runner/check-fixture.ts';
import { verdictOf } from '../../runner/check-server.ts';

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

it('expects only an acknowledgement without an observer', async () => {
  expect(await verdictOf(brokenReceiver('drops-chunked').create({ secret: testSecret }), rule)).toBe('pass');
});
