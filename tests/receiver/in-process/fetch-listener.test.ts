import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServedReceiver, serveReceiver } from '../../../receiver/in-process/serve.ts';

const thrown: unknown[] = [];
const served: ServedReceiver[] = [];

async function serve(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  const one = await serveReceiver({ fetch }, '/webhook?tenant=7', (error) => thrown.push(error));
  served.push(one);
  return one.url;
}

afterEach(async () => {
  for (const one of served.splice(0)) await one.close();
  expect(thrown.splice(0)).toEqual([]);
});

describe('the request that a fetch handler gets', () => {
  it('matches what came over the wire', async () => {
    const seen: unknown[] = [];
    const url = await serve(async (request) => {
      const body = Buffer.from(await request.arrayBuffer()).toString('hex');
      seen.push({ method: request.method, url: request.url, headers: [...request.headers], body });
      return new Response();
    });
    const { host } = new URL(url);
    const head = `POST /webhook?tenant=7&a=%20%C3%BC HTTP/1.1\r\nHost: ${host}\r\nx-signature: one\r\nX-SIGNATURE: two\r\nX-Text: \xfc\r\n`;
    await exchange(
      url,
      Buffer.from(`${head}Content-Length: 3\r\nConnection: close\r\n\r\n\0\xff\r`, 'latin1'),
    );
    expect(seen).toEqual([
      {
        method: 'POST',
        url: `http://${host}/webhook?tenant=7&a=%20%C3%BC`,
        headers: [
          ['connection', 'close'],
          ['content-length', '3'],
          ['host', host],
          ['x-signature', 'one, two'],
          ['x-text', '\xfc'],
        ],
        body: '00ff0d',
      },
    ]);
  });

  it.each([
    ['with a method that fetch forbids', 'TRACE /webhook HTTP/1.1\r\nHost: a\r\n'],
    ['for an invalid host', 'POST /webhook HTTP/1.1\r\nHost: a b\r\n'],
  ])('does not arrive %s: the response is 400', async (_what, head) => {
    const url = await serve(() => new Response());
    const answer = await exchange(url, Buffer.from(`${head}Connection: close\r\n\r\n`));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('has no body with GET, as in the fetch standard', async () => {
    const bodies: unknown[] = [];
    const url = await serve((request) => {
      bodies.push(request.body);
      return new Response('seen');
    });
    const head = 'GET /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]';
    expect(await exchange(url, Buffer.from(head))).toMatch(/^HTTP\/1\.1 200 /);
    expect(bodies).toEqual([null]);
  });

  it('is aborted when the sender leaves, but not by a response', async () => {
    const signals: AbortSignal[] = [];
    const url = await serve(async ({ signal, headers }) => {
      signals.push(signal);
      if (headers.has('x-wait')) await once(signal, 'abort');
      return new Response('answer');
    });
    expect(await (await fetch(url)).text()).toBe('answer');
    const leaving = new AbortController();
    const left = fetch(url, { headers: { 'X-Wait': '1' }, signal: leaving.signal });
    await until(() => signals.length === 2);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await until(() => signals[1]?.aborted === true);
    expect(signals[0]?.aborted).toBe(false);
  });
});

describe('the response of a fetch handler', () => {
  it('is sent with its status, headers, cookies and bytes', async () => {
    const url = await serve(() => {
      const headers = new Headers({ 'X-One': 'a' });
      headers.append('Set-Cookie', 'a=1');
      headers.append('Set-Cookie', 'b=2');
      const pieces = ['first ', 'last'].map((text) => Buffer.from(text));
      return new Response(ReadableStream.from(pieces) as ReadableStream, { status: 202, headers });
    });
    const response = await fetch(url, { method: 'POST', body: 'x' });
    expect(response.status).toBe(202);
    expect(response.headers.get('x-one')).toBe('a');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('first last');
  });

  it('may come before the body was read, which then closes the connection', async () => {
    const url = await serve(() => new Response('too large', { status: 413 }));
    const socket = await open(url);
    socket.write('POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nonly this');
    const answer = await textOf(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  });

  it('may come after a part of the body was read', async () => {
    const url = await serve(async ({ body }) => {
      for await (const _first of body as unknown as AsyncIterable<Uint8Array>) break;
      return new Response('too large', { status: 413 });
    });
    const socket = await open(url);
    socket.write('POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nonly this');
    expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is a 500 if the handler throws, which is reported', async () => {
    const url = await serve(() => {
      throw new Error('no database');
    });
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(500);
    expect(thrown.splice(0)).toEqual([new Error('no database')]);
  });

  it('keeps a connection open whose request was read', async () => {
    const url = await serve(async (request) => new Response(await request.text()));
    const socket = await open(url);
    const request = (body: string) => `POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n${body}`;
    socket.write(request('1'));
    await once(socket, 'data');
    socket.write(request('2'));
    expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });
});

async function open(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function exchange(url: string, bytes: Buffer): Promise<string> {
  const socket = await open(url);
  socket.write(bytes);
  return textOf(socket);
}

/** What arrives until the connection is closed. */
async function textOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
