import { describe, expect, it } from 'vitest';
import { defaultMaxBodyBytes } from '../../../../simulator/wire/attempt.ts';
import { exchange, outcomeOf, responseOf } from '../exchange.ts';
import { startRawServer } from '../raw-server.ts';

describe('the head', () => {
  const start = 'HTTP/1.1 204 No\r\nA: ';
  const most = 80 * 1024 - start.length - '\r\n\r\n'.length;

  it.each([
    [0, 'response'],
    [1, 'connection-failed'],
  ])('may have 80 KiB, and with %i more bytes is a %s', async (more, kind) => {
    const outcome = await outcomeOf(`${start}${'b'.repeat(most + more)}\r\n\r\n`);
    expect(outcome.kind).toBe(kind);
  });
});

describe('a flood', () => {
  it('of body data is read up to the limit, and the response is marked as incomplete', async () => {
    const server = await flooding('HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(10_000));
    const response = responseOf((await exchange(server.origin)).outcome);
    expect(response.body).toHaveLength(defaultMaxBodyBytes);
    expect(response.bodyComplete).toBe(false);
  });

  it.each([
    ['headers', 'HTTP/1.1 200 OK\r\n', 'A: b\r\n'.repeat(100)],
    ['one header', 'HTTP/1.1 200 OK\r\nA: ', 'b'.repeat(1000)],
    ['one line', '', 'b'.repeat(1000)],
    ['empty lines', '', '\r\n'.repeat(1000)],
    ['interim responses', '', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)],
  ])('of %s is not read to its end', async (_title, start, more) => {
    const server = await flooding(start, more);
    const { outcome } = await exchange(server.origin);
    expect(outcome).toMatchObject({ kind: 'connection-failed', code: 'BAD_ANSWER' });
    if (more.startsWith('HTTP')) expect(outcome).toHaveProperty('message', 'endless interim responses (1xx)');
  });

  it('of trailers is not read to its end', async () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n';
    const server = await flooding(head, 'A: b\r\n'.repeat(100));
    expect(responseOf((await exchange(server.origin)).outcome).bodyComplete).toBe(false);
  });

  it.each([
    [defaultMaxBodyBytes, true],
    [defaultMaxBodyBytes + 1, false],
  ])('does not occur if the body has %i bytes: complete is %s', async (length, bodyComplete) => {
    const body = 'x'.repeat(length);
    const outcome = await outcomeOf(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${body}`);
    expect(responseOf(outcome).bodyComplete).toBe(bodyComplete);
  });
});

/** Writes as much as possible, without end. */
function flooding(start: string, more: string) {
  return startRawServer((socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(more));
    };
    socket.once('data', () => {
      socket.write(start);
      socket.on('drain', pour);
      pour();
    });
  });
}
