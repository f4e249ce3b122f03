import { createServer as createRawServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { checkServing, serverOf, verdictOf } from '../../runner/check-server.ts';

describe.concurrent('acknowledgement/acknowledges-quickly', () => {
  const rule = 'acknowledgement/acknowledges-quickly';
  /** Two seconds are slow: more than a busy machine adds. */
  const patient = { settings: { timeoutSeconds: 6 } };

  it.each([
    [1, /^pass$/],
    [2, /^fail: 2 of \d+ messages took longer; the last took [2-9]\.\d\d s: /],
  ])('checks a receiver with %i slow messages', async (slowOnes, verdict) => {
    let deletions = 0;
    const server = serverOf(async (message, response) => {
      if (message.includes('did_delete') && ++deletions <= slowOnes) await setTimeout(2100);
      response.end();
    });
    expect(await verdictOf(server, rule, patient)).toMatch(verdict);
  });

  it('passes a slow receiver that is never too slow, without trying forever', async () => {
    const server = serverOf(async (_message, response) => {
      await setTimeout(800);
      response.end();
    });
    const [result] = await checkServing(server, [rule], patient);
    expect(result?.verdict).toBe('pass');
    expect(result?.evidence.attempts.length).toBeLessThan(10);
  });
});

describe.concurrent('acknowledgement/acknowledges-a-burst', () => {
  const rule = 'acknowledgement/acknowledges-a-burst';

  it('has all of its messages in flight at once', async () => {
    const waiting: (() => void)[] = [];
    let isControl = true;
    const server = serverOf((message, response) => {
      if (isControl || !message.includes('trunk_delete')) response.end();
      else waiting.push(() => response.end());
      if (message.includes('trunk_delete')) isControl = false;
      if (waiting.length === 100) for (const answer of waiting) answer();
    });
    expect(await verdictOf(server, rule)).toBe('pass');
    expect(waiting).toHaveLength(100);
  });

  it('says how many were acknowledged, and why one was not', async () => {
    let deletions = 0;
    const server = serverOf((message, response) => {
      if (message.includes('trunk_delete')) deletions += 1;
      response.writeHead(deletions > 51 ? 429 : 200).end();
    });
    const pattern = /^fail: 50 acknowledged; for message \d+ of 100 at once: 429 Too Many Requests/;
    expect(await verdictOf(server, rule)).toMatch(pattern);
  });

  it.each([
    ['is over in a second', true, 'pass'],
    ['may count earlier messages', false, 'inconclusive'],
  ])('blames no receiver for a limit that %s', async (_title, recovers, verdict) => {
    let [second, messages, deletions] = [0, 0, 0];
    const server = serverOf((message, response) => {
      const now = recovers ? Math.floor(performance.now() / 1000) : 0;
      if (now !== second) [second, messages, deletions] = [now, 0, 0];
      messages += 1;
      if (message.includes('trunk_delete')) deletions += 1;
      response.writeHead(messages > 100 && deletions > 51 ? 429 : 200).end();
    });
    const results = await checkServing(server, ['signature/accepts-*', 'message/accepts-*', rule]);
    expect(results.find(({ id }) => id === rule)?.verdict).toBe(verdict);
  });
});

describe.concurrent('acknowledgement/acknowledges-large-messages', () => {
  const rule = 'acknowledgement/acknowledges-large-messages';
  const wholeBytes = 512 * 1024;

  it.each([
    ['linearly', 1, /^pass$/],
    ['quadratically', 2, /^fail: [2-9]\.\d\d s, and too slow in all 4 tries$/],
  ])(
    'checks a receiver that takes two seconds for the largest message, growing %s with its size',
    async (_title, power, verdict) => {
      const server = serverOf(async (message, response) => {
        await setTimeout(2050 * (message.length / wholeBytes) ** power);
        response.end();
      });
      expect(await verdictOf(server, rule)).toMatch(verdict);
    },
  );

  it.each(['compact', 'indented'] as const)(
    'sends nearly 512 KiB but not more, as %s JSON',
    async (spacing) => {
      let largest = 0;
      const server = serverOf((message, response) => {
        largest = Math.max(largest, message.length);
        response.end();
      });
      expect(await verdictOf(server, rule, { profile: { spacing } })).toBe('pass');
      expect(largest).toBeLessThanOrEqual(wholeBytes);
      expect(largest).toBeGreaterThan(wholeBytes * 0.98);
    },
  );
});

describe.concurrent('acknowledgement/finishes-its-response', () => {
  const rule = 'acknowledgement/finishes-its-response';

  it.each([
    [1_000_000, 'pass'],
    [8_000_000, 'fail: a body of more than 4 MiB that did not end'],
  ])('checks a response with a body of %i bytes', async (length, verdict) => {
    const body = Buffer.alloc(length, 'x');
    expect(
      await verdictOf(
        serverOf((_message, response) => void response.end(body)),
        rule,
      ),
    ).toBe(verdict);
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

describe.concurrent('acknowledgement/serves-fresh-and-kept-connections', () => {
  const rule = 'acknowledgement/serves-fresh-and-kept-connections';

  it('fails a receiver that leaves the body of a refused message in the connection', async () => {
    const [result] = await checkServing(createRawServer(leavesRefusedBodies), [rule]);
    expect(result?.finding?.expected).toContain(
      'a genuine message on the same connection as a message without',
    );
    expect(result?.finding?.actual).toMatch(/^400 /);
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

describe.concurrent('a single cause', () => {
  const rules = [
    'signature/accepts-genuine',
    'acknowledgement/*',
    'method/accepts-configured-method',
    'security/is-alive-at-the-end',
  ];

  it.each([
    ['a redirect', 302, 'acknowledgement/does-not-redirect'],
    ['a signature that is not accepted', 401, 'signature/accepts-genuine'],
    ['a crash', 500, 'signature/accepts-genuine'],
    ['a missing path', 404, 'method/accepts-configured-method'],
    ['an unsupported method', 405, 'method/accepts-configured-method'],
  ])('leads to one finding: %s', async (_title, status, expected) => {
    const server = serverOf((_message, response) => void response.writeHead(status).end());
    const results = await checkServing(server, rules);
    expect(results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual([expected]);
    expect(results.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
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
