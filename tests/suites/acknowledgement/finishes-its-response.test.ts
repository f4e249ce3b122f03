import { describe, expect, it } from 'vitest';
import { serverOf, verdictOf } from '../../runner/check-server.ts';

describe('acknowledgement/finishes-its-response', () => {
  const rule = 'acknowledgement/finishes-its-response';

  it.each([
    [1_000_000, 'pass'],
    [8_000_000, 'fail: a body of more than 4 MiB that did not end'],
  ])('checks a response with a body of %i bytes', async (length, verdict) => {
    const body = Buffer.alloc(length, 'x');
    const server = serverOf((_message, response) => void response.end(body));
    expect(await verdictOf(server, rule)).toBe(verdict);
  });

  it('fails a connection closed in the middle of the response', async () => {
    const server = serverOf((_message, response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('half', () => response.destroy());
    });
    expect(await verdictOf(server, rule)).toContain(
      'fail: no response: the connection was closed in the middle',
    );
  });
});
