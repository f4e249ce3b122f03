import { createServer, type Server, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../runner/check-server.ts';

const rule = 'message/limits-size';
const headEnd = '\r\n\r\n';
const answerOf = (status: string) => `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close${headEnd}`;

/** Called with the connection, and how many bytes are still to come. */
type OnLarge = (socket: Socket, rest: number) => void;

/** Acknowledges small messages as soon as their head arrives, and handles large ones differently. */
function receiver(onLarge: OnLarge): Server {
  return createServer((socket) => {
    let head = '';
    const onData = (bytes: Buffer) => {
      head += bytes.toString('latin1');
      if (!head.includes(headEnd)) return;
      socket.off('data', onData);
      const size = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (size > 1024 * 1024) onLarge(socket, size - (head.length - head.indexOf(headEnd) - headEnd.length));
      else socket.end(answerOf('200 OK'));
    };
    socket.on('data', onData);
  });
}

/** Reads the rest of the request, and then responds. */
const readAndAnswer = (status: string) => (socket: Socket, rest: number) => {
  let left = rest;
  socket.on('data', (bytes) => {
    left -= bytes.length;
    if (left <= 0) socket.end(answerOf(status));
  });
};

/** The network, or the receiver, takes most of the time. */
const readSlowly = (socket: Socket) => {
  socket.pause();
  setTimeout(() => socket.resume(), 2000);
};

function verdictFor(onLarge: OnLarge): Promise<string> {
  return verdictOf(receiver(onLarge), rule, { settings: { timeoutSeconds: 3 } });
}

describe('a receiver with a size limit', () => {
  it.each<[string, OnLarge]>([
    [
      'answers 413 and closes, before it has read them',
      (socket) => void socket.end(answerOf('413 Too Large')),
    ],
    ['answers 413 after it has read them', readAndAnswer('413 Content Too Large')],
    ['answers 400', readAndAnswer('400 Bad Request')],
    ['closes the connection', (socket) => void socket.destroy()],
    ['resets the connection', (socket) => void socket.resetAndDestroy()],
  ])('passes when it %s', async (_what, onLarge) => {
    expect(await verdictFor(onLarge)).toBe('pass');
  });
});

describe('a receiver that', () => {
  it.each<[string, OnLarge, RegExp]>([
    ['acknowledges a large message', readAndAnswer('200 OK'), /^fail: 200 OK/],
    ['crashes on one', readAndAnswer('500 Internal Server Error'), /^fail: 500 /],
    ['redirects it', readAndAnswer('302 Found'), /^fail: 302 /],
    [
      'begins to respond before it has read it, and never ends',
      (socket) => void socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 9\r\n\r\n'),
      /^fail: /,
    ],
    ['reads it and never responds', (socket) => void socket.resume(), /^fail: no response within 3/],
    [
      'stops reading, as a slow connection would',
      (socket) => void socket.pause(),
      /^inconclusive: a message of 16 MiB could not be sent within half of the timeout: your receiver stops reading it/,
    ],
    [
      'reads it too slowly to respond in time',
      readSlowly,
      /^inconclusive: a message of 16 MiB could not be sent within half of the timeout/,
    ],
  ])('%s does not pass', async (_what, onLarge, verdict) => {
    expect(await verdictFor(onLarge)).toMatch(verdict);
  });

  it('exits after a large message does not pass', async () => {
    let isGone = false;
    const server = receiver((socket) => {
      isGone = true;
      socket.destroy();
    });
    server.on('connection', (socket) => isGone && socket.destroy());
    expect(await verdictOf(server, rule)).toMatch(/^fail: no response: /);
  });
});
