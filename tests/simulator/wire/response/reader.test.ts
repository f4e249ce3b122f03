import { describe, expect, it } from 'vitest';
import { isAcknowledged } from '../../../../simulator/wire/outcome.ts';
import { exchange, outcomeOf, responseOf } from '../exchange.ts';
import { answering, startRawServer } from '../raw-server.ts';

describe('a response', () => {
  it('has a status, a reason, unchanged headers, and a body', async () => {
    const outcome = await outcomeOf(
      'HTTP/1.1 202 All Right\r\nX-a: 1\r\nx-A: 2\r\nContent-Length: 3\r\n\r\nabc',
    );
    expect(outcome).toEqual({
      kind: 'response',
      status: 202,
      reason: 'All Right',
      headers: [
        ['X-a', '1'],
        ['x-A', '2'],
        ['Content-Length', '3'],
      ],
      body: Buffer.from('abc'),
      bodyComplete: true,
    });
  });

  it.each([
    [
      'in chunks',
      'Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\nTrailer: 1\r\n\r\n',
      'stay',
    ],
    ['up to the end of the connection', '\r\nabc', 'end'],
    ['up to its length, with more after it', 'Content-Length: 3\r\n\r\nabcdef', 'stay'],
    ['with bare line feeds', 'Content-Length: 3\n\nabc', 'stay'],
  ] as const)('may have its body %s', async (_title, rest, then) => {
    const response = responseOf(await outcomeOf(`HTTP/1.1 200 OK\r\n${rest}`, then));
    expect(response.body.toString()).toBe('abc');
    expect(response.bodyComplete).toBe(true);
  });

  it.each([
    [3, 'Content-Length: 3\r\n\r\nabcdef'],
    [2, 'Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\nbc'],
    [undefined, 'Content-Length: 3\r\n\r\nabc'],
    [undefined, 'Content-Length: 3\r\n\r\nabc\r\n'],
    [undefined, 'Content-Length: 3\r\n\r\nabcHTTP/1.1 400 Bad Request\r\n\r\n'],
    [undefined, 'Connection: close\r\nContent-Length: 3\r\n\r\nabcdef'],
  ])('reports bytes after its end on a connection that stays open: %s', async (excessBytes, rest) => {
    const server = await startRawServer(answering(`HTTP/1.1 200 OK\r\n${rest}`, 'stay'));
    expect((await exchange(server.origin, { timeoutMs: 10_000 })).excessBytes).toBe(excessBytes);
  });

  it.each([
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['204 that promises a body', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'],
    ['304 that promises a body', 'HTTP/1.1 304 Same\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['101', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    ['101 without an Upgrade header', 'HTTP/1.1 101 Switching\r\n\r\n'],
    ['101 that promises a body', 'HTTP/1.1 101 Switching\r\nContent-Length: 5\r\n\r\n'],
  ])('ends with its head: %s', async (_title, answer) => {
    const response = responseOf(await outcomeOf(answer));
    expect(response.status).toBe(Number(answer.slice(9, 12)));
    expect(response.body).toHaveLength(0);
  });

  it.each<[string, string, readonly (readonly [string, string])[]]>([
    ['spaces and tabs around a value', 'A: \t b c \t', [['A', 'b c']]],
    [
      'no value',
      'A:\r\nB: \t',
      [
        ['A', ''],
        ['B', ''],
      ],
    ],
    ['a colon in a value', 'A:b:c', [['A', 'b:c']]],
    [
      'a value on several lines',
      'A: b\r\n c\r\n\t d: e \r\nF: g',
      [
        ['A', 'b c d: e'],
        ['F', 'g'],
      ],
    ],
    ['a value that starts on the next line', 'A:\r\n b', [['A', 'b']]],
    ['a line of spaces', 'A: b\r\n \t \r\n c', [['A', 'b c']]],
    ['a continuation line without a header', ' b\r\nA: c', [['A', 'c']]],
    [
      'a line without a colon',
      'A: b\r\nnonsense\r\nC: d',
      [
        ['A', 'b'],
        ['C', 'd'],
      ],
    ],
    ['a space before the colon', 'A : b\r\nC: d', [['C', 'd']]],
    ['a line without a name', ': b\r\nC: d', [['C', 'd']]],
    ['other characters than ASCII, as Latin-1', 'A: \xe9\x9f', [['A', '\xe9\x9f']]],
  ])('may have headers with %s', async (_title, lines, headers) => {
    const response = responseOf(await outcomeOf(`HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`, 'end'));
    expect(response.headers).toEqual(headers);
  });

  it.each([
    ['the same length twice', 'Content-Length: 3\r\nContent-Length: 03\r\n\r\nabc'],
    ['chunks and a length', 'Content-Length: 9\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n'],
    ['chunks as the last coding', 'Transfer-Encoding: gzip, Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n'],
    [
      'chunks as the last coding of two headers',
      'Transfer-Encoding: gzip\r\nTransfer-Encoding: x,chunked ,\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    ],
    ['chunks with bare line feeds', 'Transfer-Encoding: chunked\n\n3\nabc\n0\n\n'],
    ['a size with zeros before it', 'Transfer-Encoding: chunked\r\n\r\n0003\r\nabc\r\n00\r\n\r\n'],
    ['a size in capitals', 'Transfer-Encoding: chunked\r\n\r\n3 ;X="y;z"\r\nabc\r\n0;\r\n\r\n'],
    ['trailers in several lines', 'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nA: b\r\n c\r\n\r\n'],
  ])('ends where its framing says, with %s', async (_title, rest) => {
    const response = responseOf(await outcomeOf(`HTTP/1.1 200 OK\r\n${rest}`));
    expect(response.body.toString()).toBe('abc');
    expect(response.bodyComplete).toBe(true);
  });

  it('ends with the connection if chunks are not its last coding', async () => {
    const body = '3\r\nabc\r\n0\r\n\r\n';
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n';
    expect(responseOf(await outcomeOf(head + body, 'end')).body.toString()).toBe(body);
  });

  it.each([
    ['no reason', 'HTTP/1.1 200\r\n', ''],
    ['an empty reason', 'HTTP/1.1 200 \r\n', ''],
    ['spaces in its reason', 'HTTP/1.1 200  so so \r\n', ' so so '],
    ['empty lines before it', '\r\n\n\r\nHTTP/1.0 200 OK\r\n', 'OK'],
    ['another version', 'HTTP/2.0 200 OK\n', 'OK'],
  ])('may begin with a status line with %s', async (_title, start, reason) => {
    const response = responseOf(await outcomeOf(`${start}Content-Length: 0\r\n\r\n`));
    expect([response.status, response.reason]).toEqual([200, reason]);
  });

  it('may follow interim responses', async () => {
    const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
    const response = responseOf(await outcomeOf(`${interim}HTTP/1.1 201 Made\r\nContent-Length: 1\r\n\r\n!`));
    expect(response.status).toBe(201);
    expect(response.headers).toEqual([['Content-Length', '1']]);
    expect(response.body.toString()).toBe('!');
  });

  it('may arrive in pieces of any size', async () => {
    const answer =
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n';
    const server = await startRawServer((socket) =>
      socket.once('data', async () => {
        for (const byte of answer) {
          socket.write(byte);
          await new Promise(setImmediate);
        }
      }),
    );
    const response = responseOf((await exchange(server.origin)).outcome);
    expect(response.body.toString()).toBe('abc');
  });

  it.each([
    [101, false],
    [199, false],
    [200, true],
    [226, true],
    [299, true],
    [300, false],
    [404, false],
    [500, false],
  ])('with status %i acknowledges: %s', async (status, expected) => {
    const outcome = await outcomeOf(`HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`, 'end');
    expect(isAcknowledged(outcome)).toBe(expected);
  });
});
