import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listenConsole } from '../../../console/server/listen.ts';
import { openTestConsole } from './console-driver.ts';

/** More than a server holds at once. */
const many = 300;

/** Connections that send these bytes, and then nothing. */
async function hold(port: string, bytes: string): Promise<readonly Socket[]> {
  const sockets = Array.from({ length: many }, () => connect(Number(port), '127.0.0.1'));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  await Promise.all(
    sockets.map(async (socket) => {
      socket.on('error', () => {});
      await once(socket, 'connect');
      await new Promise((resolve) => socket.write(bytes, resolve));
    }),
  );
  return sockets;
}

const halves = (port: string) => ({
  'half a head': `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX-Slow: `,
  nothing: '',
  'half a body': `POST /api/webhooks HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
  'a request, and no other': `GET /main.js HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`,
});

describe(`${many} connections that send slowly`, () => {
  it.each(['half a head', 'nothing', 'half a body', 'a request, and no other'] as const)(
    'block nobody from the console: %s',
    async (half) => {
      const running = await openTestConsole();
      const { port } = new URL(running.url);
      const page = await fetch(`http://127.0.0.1:${port}/api/events`);
      await hold(port, halves(port)[half]);
      for (let n = 0; n < 3; n += 1) {
        const found = await fetch(`http://127.0.0.1:${port}/api/push`, { headers: { Connection: 'close' } });
        expect(found.status).toBe(200);
      }
      // A page that was already open still gets events.
      const reader = page.body?.getReader();
      await running.ask('PUT', '/api/inbox/response', { kind: 'hang' });
      let text = '';
      while (!text.includes('"inbox"')) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        expect(done).toBe(false);
        text += Buffer.from(value ?? []).toString('utf8');
      }
    },
  );

  // By default, Node checks only every 30 s.
  it('are closed when their time is over', async () => {
    const limits = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 };
    const listening = await listenConsole(undefined, 0, limits);
    onTestFinished(() => listening.close());
    listening.serve(new Hono());
    const socket = connect(listening.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 408 /);
    socket.destroy();
  });
});

it('1,200 incomplete heads block no sender from the inbox', async () => {
  const running = await openTestConsole();
  const { port } = new URL(running.inboxUrl);
  for (let n = 0; n < 4; n += 1) await hold(port, `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nX-Slow: `);
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '[]' });
  expect(answer.status).toBe(200);
});
