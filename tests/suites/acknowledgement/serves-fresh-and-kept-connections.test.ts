import { createServer as createRawServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { checkServing, serverOf, verdictOf } from '../../runner/check-server.ts';

describe('acknowledgement/serves-fresh-and-kept-connections', () => {
  const rule = 'acknowledgement/serves-fresh-and-kept-connections';

  it('fails a receiver that leaves the body of a refused message in the connection', async () => {
    const [result] = await checkServing(createRawServer(leavesRefusedBodies), [rule]);
    expect(result?.finding?.expected).toContain(
      'a genuine message on the same connection as a message without',
    );
    expect(result?.finding?.actual).toMatch(/^400 /);
  });

  it('fails a receiver that counts the characters of a name in its response', async () => {
    const server = serverOf((message, response) => {
      const [body = ''] = /(?<="trunkName":")[^"]*/.exec(message) ?? [];
      response.writeHead(200, { 'Content-Length': body.length }).end(body);
    });
    const [result] = await checkServing(server, [rule]);
    expect(result?.finding?.expected).toContain('a genuine message with a name that is not ASCII');
    expect(result?.finding?.actual).toMatch(/then 2 more bytes/);
    expect(result?.finding?.fix).toMatch(/^Give Content-Length in bytes/);
  });

  it('passes one that speaks HTTP/1.0 and closes after each response', async () => {
    const server = createRawServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n'));
    });
    expect(await verdictOf(server, rule)).toBe('pass');
  });

  it('passes one that closes after each response without notice', async () => {
    const server = createRawServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    });
    expect(await verdictOf(server, rule)).toBe('pass');
  });

  it('passes one that closes when the next message arrives, and notes it', async () => {
    const used = new WeakSet<Socket>();
    const server = serverOf((_message, response, { socket }) => {
      if (used.has(socket)) socket.destroy();
      used.add(socket);
      response.end();
    });
    const [result] = await checkServing(server, [rule]);
    expect(result?.verdict).toBe('pass');
    expect(result?.evidence.notes).toEqual([expect.stringContaining('resent over a new one')]);
  });

  it('sends five messages on one connection, and one after each refused one', async () => {
    const requests = new Map<Socket, number>();
    const server = serverOf((_message, response, { socket }) => {
      requests.set(socket, (requests.get(socket) ?? 0) + 1);
      response.end();
    });
    expect(await verdictOf(server, rule)).toBe('pass');
    expect([...requests.values()].filter((n) => n > 1).sort()).toEqual([2, 2, 5]);
  });

  it('uses the same connections while other rules keep a slow receiver busy', async () => {
    const requests = new Map<Socket, number>();
    let last = Promise.resolve();
    const server = serverOf((_message, response, { socket }) => {
      requests.set(socket, (requests.get(socket) ?? 0) + 1);
      // One message at a time: a queued message waits longer than a connection is kept.
      last = last.then(() => setTimeout(150)).then(() => void response.end());
    });
    const others = ['signature/accepts-genuine', 'signature/accepts-non-ascii'];
    const results = await checkServing(server, [rule, ...others]);
    expect(results.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass']);
    expect([...requests.values()].filter((n) => n > 1).sort()).toEqual([2, 2, 5]);
  });
});

/** Reads the body only if there is a signature, like a handler that rejects early and forgets the rest of the request. */
function leavesRefusedBodies(socket: Socket): void {
  let text = '';
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      const { status, bodyLength } = answerTo(text.slice(0, end));
      text = text.slice(end + 4 + bodyLength);
      socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`);
    }
  });
}

function answerTo(head: string): { status: string; bodyLength: number } {
  if (!head.startsWith('POST ')) return { status: '400 Bad Request', bodyLength: 0 };
  if (!/^X-Signature: /im.test(head)) return { status: '401 Unauthorized', bodyLength: 0 };
  return { status: '200 OK', bodyLength: Number(/^Content-Length: (\d+)/im.exec(head)?.[1]) };
}
