import { describe, expect, it } from 'vitest';
import { exchange, outcomeOf } from '../exchange.ts';
import { startRawServer } from '../raw-server.ts';

describe('data that is not a response', () => {
  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'SSH-2.0-OpenSSH_9.6\\r\\n'],
    ['a page without a head', '<!doctype html>', '<!doctype html>'],
    ['bytes', '\x15\x03\x01\x00\x02', '\\u0015\\u0003\\u0001\\u0000\\u0002'],
  ])('is quoted: %s', async (_title, answer, quoted) => {
    expect(await outcomeOf(answer, 'end')).toEqual({
      kind: 'connection-failed',
      phase: 'head',
      code: 'BAD_ANSWER',
      message: `the response is not HTTP: it begins with "${quoted}"`,
    });
  });

  it('is quoted up to forty bytes, in however many pieces it arrives', async () => {
    const server = await startRawServer((socket) =>
      socket.once('data', () => {
        socket.write('Is this HTTP/1.1 200 OK? ');
        setTimeout(() => socket.end('x'.repeat(100)), 20);
      }),
    );
    const { outcome } = await exchange(server.origin);
    expect(outcome).toHaveProperty(
      'message',
      `the response is not HTTP: it begins with "Is this HTTP/1.1 200 OK? ${'x'.repeat(15)}"`,
    );
  });

  it.each([
    ['Content-Length is "three"', 'Content-Length: three\r\n\r\nabc'],
    ['Content-Length is "-3"', 'Content-Length: -3\r\n\r\nabc'],
    ['Content-Length is "3 or so"', 'Content-Length: 3 or so\r\n\r\nabc'],
    [`Content-Length is "${'9'.repeat(40)}"`, `Content-Length: ${'9'.repeat(100)}\r\n\r\nabc`],
    ['its Content-Length headers differ', 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['a chunk has a negative size', 'Transfer-Encoding: chunked\r\n\r\n-5\r\nX\r\n'],
    ['a chunk is longer than its size', 'Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n'],
    ['a header contains a carriage return', 'A: b\rc\r\n\r\n'],
    ['a header contains a carriage return', 'Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\rc\r\n\r\n'],
    ['its head is longer than 80 KiB', `${'A: b\r\n'.repeat(14_000)}\r\n`],
  ])('says what is malformed: %s', async (what, rest) => {
    expect(await outcomeOf(`HTTP/1.1 200 OK\r\n${rest}`, 'end')).toMatchObject({
      kind: 'connection-failed',
      code: 'BAD_ANSWER',
      message: `the response is malformed HTTP: ${what}`,
    });
  });

  it.each([
    ['nothing at all', '', 'CLOSED', 'the connection was closed without a response'],
    [
      'the beginning of a first line',
      'HTTP/1.1 200 O',
      'BAD_ANSWER',
      'the response is malformed HTTP: its first line has no end',
    ],
    [
      'a status of two digits',
      'HTTP/1.1 20',
      'BAD_ANSWER',
      'the response is not HTTP: it begins with "HTTP/1.1 20"',
    ],
  ])('is broken off after %s', async (_title, answer, code, message) => {
    expect(await outcomeOf(answer, 'end')).toMatchObject({ kind: 'connection-failed', code, message });
  });

  it('is malformed if an interim response goes backwards', async () => {
    const interim = 'HTTP/1.1 100 Continue\r\nContent-Length: -46\r\n\r\n';
    const outcome = await outcomeOf(`${interim}HTTP/1.1 200 OK\r\n\r\n`, 'end');
    expect(outcome).toMatchObject({ kind: 'connection-failed', code: 'BAD_ANSWER' });
  });

  it.each([
    ['in the head', 'HTTP/1.1 200 OK\r\nContent-'],
    ['in the body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'],
    ['in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf'],
    ['after interim responses', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ])('is broken off %s', async (_title, answer) => {
    expect(await outcomeOf(answer, 'end')).toMatchObject({
      kind: 'connection-failed',
      code: 'CLOSED',
      message: 'the connection was closed in the middle of the response',
    });
  });
});
