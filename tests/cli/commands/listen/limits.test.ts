import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createListener, defaultLimits, type Limits } from '../../../../listener/serving/server.ts';
import { startReceiver } from '../../../../listener/session/receiver.ts';
import { RequestCounter } from '../../../../listener/session/request-counter.ts';
import { createRedactor } from '../../../../text/secrets/redact.ts';
import { colorsFor } from '../../../../text/terminal/colors.ts';
import { listenLocally } from '../../../support/listen-locally.ts';
import { sendRaw } from './listen-driver.ts';

const head = 'POST /webhook HTTP/1.1\r\nHost: x\r\n';

describe('the bodies held at once', () => {
  async function start(maxHeldBytes: number, printed: string[]) {
    const counter = new RequestCounter();
    const ctrlC = new AbortController();
    const { bound, ended } = await startReceiver({
      host: '127.0.0.1',
      port: 0,
      secret: undefined,
      plan: { responses: [{ kind: 'status', status: 200 }], delayMs: 0 },
      count: undefined,
      detail: 'plain',
      limits: { ...defaultLimits, maxHeldBytes },
      style: { colors: colorsFor({}, {}), redactor: createRedactor([]), width: 100 },
      counter,
      print: async (lines) => {
        printed.push(...lines);
      },
      record: async () => {},
      signal: ctrlC.signal,
    });
    onTestFinished(async () => {
      ctrlC.abort();
      await ended;
    });
    return bound;
  }

  it('are bounded, and the memory of each is released', async () => {
    const printed: string[] = [];
    const receiver = await start(100, printed);
    const send = async (body: string) => (await fetch(receiver.url, { method: 'POST', body })).status;
    for (let n = 0; n < 5; n += 1) expect(await send('x'.repeat(60))).toBe(200);
    const half = connect(receiver.port, '127.0.0.1');
    half.write(`${head}Content-Length: 70\r\nExpect: 100-continue\r\n\r\n${'x'.repeat(60)}`);
    await once(half, 'data');
    expect(await send('x'.repeat(60))).toBe(503);
    half.write('x'.repeat(10));
    await once(half, 'data');
    expect(await send('x'.repeat(60))).toBe(200);
    half.destroy();
    const [refused] = printed.filter((line) => line.includes('not read'));
    expect(refused).toMatch(/^--> #6 POST \/ not read 60 bytes /);
    expect(printed).toContain(
      '    too many large bodies arrived at the same time, so this one was not read to its end',
    );
  });
});

describe('a server with small limits', () => {
  async function startServer(limits: Partial<Limits>) {
    const reasons: string[] = [];
    const { server, reasonOf } = createListener(
      {
        onRequest: (incoming) => {
          const { socket } = incoming;
          incoming.on('error', () => {});
          incoming.resume().once('close', () => reasons.push(reasonOf(socket) ?? 'gone'));
        },
        onNoRequest: (sentence) => reasons.push(sentence),
      },
      { ...defaultLimits, ...limits },
    );
    const origin = await listenLocally(server);
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    return { reasons, server, port: Number(new URL(origin).port) };
  }
  const to = (port: number) => ({ port }) as Parameters<typeof sendRaw>[0];

  it('drops a request whose head never ends', async () => {
    const { reasons, port } = await startServer({ headTimeoutMs: 50 });
    expect(await sendRaw(to(port), head)).toMatch(/^HTTP\/1.1 408 Request Timeout/);
    expect(reasons).toEqual(['it did not end in time']);
  });

  it('drops a request whose body never ends', async () => {
    const { reasons, port } = await startServer({ headTimeoutMs: 50, requestTimeoutMs: 100 });
    expect(await sendRaw(to(port), `${head}Content-Length: 9\r\n\r\nabc`)).toMatch(/^HTTP\/1.1 408/);
    expect(reasons).toEqual(['it did not end in time']);
  });

  it('does not report a connection that never sent anything', async () => {
    const { reasons, port } = await startServer({ headTimeoutMs: 50 });
    expect(await sendRaw(to(port), '')).toBe('');
    expect(reasons).toEqual([]);
  });

  it('drops the body it has waited for longest when it is full, and says why', async () => {
    const { reasons, port } = await startServer({ maxConnections: 3 });
    const slow: Socket[] = [];
    for (let n = 0; n < 3; n += 1) {
      const socket = connect(port, '127.0.0.1');
      slow.push(socket);
      socket.write(`${head}Content-Length: 9\r\nExpect: 100-continue\r\n\r\nabc`);
      if (n < 2) await once(socket, 'data');
    }
    await expect.poll(() => reasons).toEqual(['it was slow, and another connection needed its slot']);
    for (const socket of slow) socket.destroy();
  });

  it('refuses connections beyond its limit, and says so once', async () => {
    const { reasons, port } = await startServer({ maxConnections: 1 });
    const first = connect(port, '127.0.0.1');
    await once(first, 'connect');
    expect(await sendRaw(to(port), head)).toBe('');
    expect(await sendRaw(to(port), head)).toBe('');
    expect(reasons).toEqual(['1 connections are open, so new ones are refused']);
    first.destroy();
  });
});
