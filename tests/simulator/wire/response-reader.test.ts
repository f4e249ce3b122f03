import { describe, expect, it } from 'vitest';
import { defaultMaxBodyBytes } from '../../../simulator/wire/attempt.ts';
import { isAcknowledged } from '../../../simulator/wire/outcome.ts';
import { exchange, responseOf } from './exchange.ts';
import { answering, startRawServer } from './raw-server.ts';

async function outcomeOf(answer: string, then: 'end' | 'stay' = 'stay', timeoutMs = 10_000) {
  const server = await startRawServer(answering(answer, then));
  return (await exchange(server.origin, { timeoutMs })).outcome;
}

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
    [`Content-Length is "${'9'.repeat(40)}"`, `Content-Length: ${'9'.repeat(100)}\r\n\r\nabc`],
    ['its Content-Length headers differ', 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['a chunk has a negative size', 'Transfer-Encoding: chunked\r\n\r\n-5\r\nX\r\n'],
    ['a chunk is longer than its size', 'Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n'],
    ['a header contains a carriage return', 'A: b\rc\r\n\r\n'],
    ['a header contains a carriage return', 'Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\rc\r\n\r\n'],
    ['its head is longer than 80 KiB', `${'A: b\r\n'.repeat(14_000)}\r\n`],
  ])('says what is malformed: %s', async (what, rest) => {
    expect(await outcomeOf(`HTTP/1.1 200 OK\r\n${rest}`, 'end')).toHaveProperty(
      'message',
      `the response is malformed HTTP: ${what}`,
    );
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

  it.each([
    ['a negative length', 'Content-Length: -3\r\n\r\nabc'],
    ['a length in words', 'Content-Length: three\r\n\r\nabc'],
    ['a length with words after it', 'Content-Length: 3 or so\r\n\r\nabc'],
    ['two lengths', 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['a negative chunk', 'Transfer-Encoding: chunked\r\n\r\n-5\r\nX\r\n'],
    ['a chunk longer than its declared size', 'Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n'],
    ['a carriage return in a header', 'A: b\rc\r\n\r\n'],
  ])('is malformed: %s', async (_title, rest) => {
    const outcome = await outcomeOf(`HTTP/1.1 200 OK\r\n${rest}`, 'end');
    expect(outcome).toMatchObject({ kind: 'connection-failed', code: 'BAD_ANSWER' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('malformed'));
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
