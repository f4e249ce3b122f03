import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { check } from '../../suites/index.ts';
import { listenLocally } from '../support/listen-locally.ts';
import { simulated } from '../support/simulated.ts';
import { idsOf, reasonsOf, testSecret } from './check-fixture.ts';

/** Servers that are not receivers: what each does with a connection, and the expected message. */
const hostile: readonly (readonly [string, (socket: Socket) => void, RegExp])[] = [
  ['hangs', () => {}, /no response within 3\.\d+ s/],
  // Data sent after the close is reset.
  ['closes at once', (socket) => socket.destroy(), /no response: .*(clos|ECONNRESET)/],
  ['resets', (socket) => socket.once('data', () => socket.resetAndDestroy()), /no response: .*ECONNRESET/],
  ['answers garbage', (socket) => socket.end('220 mail.example.com ESMTP\r\n'), /no response: .*not HTTP/],
  [
    'answers without an end of its head',
    (socket) => flood(socket, 'HTTP/1.1 200 OK\r\n', 'X-More: and more\r\n'),
    /no response: /,
  ],
  [
    'stops within its answer',
    (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'),
    /no complete response/,
  ],
  ['trickles its answer', (socket) => trickle(socket), /no complete response/],
];

function flood(socket: Socket, head: string, piece: string): void {
  const pieces = piece.repeat(4096);
  const more = () => {
    while (socket.writable && socket.write(pieces));
  };
  socket.on('drain', more).write(head);
  more();
}

function trickle(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  const timer = setInterval(() => socket.write('.'), 50);
  socket.on('close', () => clearInterval(timer));
}

function checkIt(serve: (socket: Socket) => void) {
  return simulated(async () => {
    const open = new Set<Socket>();
    const server = createServer((socket) => {
      open.add(socket.on('error', () => {}));
      serve(socket);
    });
    const url = `${await listenLocally(server)}/webhook`;
    try {
      // Some flood this process, and so delay the checks of the others.
      return await check({ url, secret: testSecret, settings: { timeoutSeconds: 3 }, sharesProcess: true });
    } finally {
      for (const socket of open) socket.destroy();
      server.close();
    }
  });
}

describe('a receiver that', () => {
  it.each(hostile)('%s is detected, and does no harm', async (_name, serve, actual) => {
    const report = await checkIt(serve);
    expect(idsOf(report, 'error'), reasonsOf(report)).toEqual([]);
    const found = report.results.flatMap((result) => result.finding?.actual ?? []);
    expect(
      found.some((text) => actual.test(text)),
      reasonsOf(report),
    ).toBe(true);
  });

  it('responds with a gigabyte is read only up to the limit', async () => {
    const report = await checkIt((socket) => {
      socket.once('data', () =>
        flood(socket, 'HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n', 'x'.repeat(64)),
      );
    });
    expect(idsOf(report, 'error'), reasonsOf(report)).toEqual([]);
    const bodies = report.results.flatMap(({ evidence }) => evidence.attempts.map(({ outcome }) => outcome));
    const sizes = bodies.flatMap((outcome) => (outcome.kind === 'response' ? [outcome.body.bytes] : []));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(idsOf(report, 'fail')).toContain('acknowledgement/finishes-its-response');
  });
});
