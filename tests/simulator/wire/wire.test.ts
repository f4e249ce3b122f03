import { createServer, type IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { attempt } from '../../../simulator/wire/attempt.ts';
import { freshConnections } from '../../../simulator/wire/connection.ts';
import type { SignedRequest } from '../../../simulator/wire/request.ts';
import { headBytes, plainSteps, toWire, urlOf } from '../../../simulator/wire/wire.ts';
import { listenLocally } from '../../support/listen-locally.ts';

const request: SignedRequest = {
  method: 'POST',
  url: 'http://localhost:3000/webhook',
  headers: [['X-Signature', 'abc+/=']],
  message: Buffer.from('{"a":1}'),
  carriage: 'body',
  queryParameter: 'message',
  framing: 'content-length',
};

function written(changes: Partial<SignedRequest>, connection: 'close' | 'keep-alive' = 'close'): string {
  const [step] = plainSteps(toWire({ ...request, ...changes }, connection));
  return step?.kind === 'send' ? Buffer.from(step.bytes).toString('latin1') : '';
}

describe('the bytes of a request', () => {
  it('are the head and the body, framed by a length, in one write', () => {
    expect(written({})).toBe(
      'POST /webhook HTTP/1.1\r\nHost: localhost:3000\r\nX-Signature: abc+/=\r\nConnection: close\r\nContent-Length: 7\r\n\r\n{"a":1}',
    );
  });

  it('frame the body of a GET too', () => {
    expect(written({ method: 'GET' }, 'keep-alive')).toBe(
      'GET /webhook HTTP/1.1\r\nHost: localhost:3000\r\nX-Signature: abc+/=\r\nConnection: keep-alive\r\nContent-Length: 7\r\n\r\n{"a":1}',
    );
  });

  it.each([
    ['GET', false],
    ['POST', true],
    ['PUT', true],
  ])('of a %s without a body have a length: %s', (method, hasLength) => {
    expect(written({ method, carriage: 'none' }).includes('Content-Length: 0\r\n')).toBe(hasLength);
  });

  it('may be chunked, with a last chunk of length 0', () => {
    const message = Buffer.from('a'.repeat(300));
    const text = written({ message, framing: 'chunked' });
    expect(text).toContain('Transfer-Encoding: chunked\r\n\r\n');
    expect(text).not.toContain('Content-Length');
    const [, body] = text.split('\r\n\r\n');
    expect(`${body}\r\n\r\n`).toBe(`100\r\n${'a'.repeat(256)}\r\n2c\r\n${'a'.repeat(44)}\r\n0\r\n\r\n`);
  });

  it.each([
    ['http://h/', '/', 'h'],
    ['http://h', '/', 'h'],
    ['http://h:80/a/b?x=1&y=%20#part', '/a/b?x=1&y=%20', 'h'],
    ['https://h:8443/a%2Fb/', '/a%2Fb/', 'h:8443'],
    ['http://[::1]:3000/a', '/a', '[::1]:3000'],
  ])('keep the path and query of %s', (url, target, host) => {
    const wire = toWire({ ...request, url }, 'close');
    expect(wire.target).toBe(target);
    expect(wire.headers[0]).toEqual(['Host', host]);
  });

  it.each([
    ['http://h/a', '/a?message=%7B%22a%22%3A1%7D'],
    ['http://h/a?x=1', '/a?x=1&message=%7B%22a%22%3A1%7D'],
  ])('carry a message in the query of %s', (url, target) => {
    const wire = toWire({ ...request, method: 'GET', carriage: 'query', url }, 'close');
    expect(wire.target).toBe(target);
    expect(wire.body).toHaveLength(0);
    expect(urlOf({ ...request, method: 'GET', carriage: 'query', url })).toBe(`http://h${target}`);
    expect(urlOf({ ...request, url })).toBe(url);
  });

  it("write header names unchanged, and a user's Host instead of ours", () => {
    const wire = toWire(
      {
        ...request,
        headers: [
          ['x-SIGNATURE', 'a'],
          ['host', 'hooks.example'],
        ],
      },
      'close',
    );
    const head = headBytes(wire).toString('latin1');
    expect(head).toContain('\r\nx-SIGNATURE: a\r\n');
    expect(head.match(/^host:.*$/gim)).toEqual(['host: hooks.example']);
  });

  it('write one byte for each character of a header', () => {
    const wire = toWire({ ...request, headers: [['X', 'é\x01ÿ']] }, 'close');
    expect(headBytes(wire).includes(Buffer.from([0x58, 0x3a, 0x20, 0xe9, 0x01, 0xff, 0x0d]))).toBe(true);
  });
});

describe('any request, as Node reads it,', () => {
  const message = fc.uint8Array({ maxLength: 1500 });

  it('arrives completely, with its method, target and headers', async () => {
    const echo = await startEcho();
    const methods = fc.constantFrom('POST', 'GET', 'PUT', 'PATCH', 'DELETE');
    const framing = fc.constantFrom('content-length' as const, 'chunked' as const);
    const property = fc.asyncProperty(message, methods, framing, async (bytes, method, framing) => {
      const { seen, body } = await echo({ ...request, message: bytes, method, framing });
      expect(body.equals(Buffer.from(bytes))).toBe(true);
      expect([seen.method, seen.url]).toEqual([method, '/webhook?a=b']);
      expect(seen.headersDistinct['x-signature']).toEqual(['abc+/=']);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('arrives completely in its query', async () => {
    const echo = await startEcho();
    const property = fc.asyncProperty(message, async (bytes) => {
      const { seen, body } = await echo({ ...request, method: 'GET', carriage: 'query', message: bytes });
      expect(body).toHaveLength(0);
      const value = /^\/webhook\?a=b&message=([A-Za-z0-9._~%-]*)$/.exec(seen.url ?? '')?.[1] ?? 'none';
      expect(Buffer.from(unescape(value), 'latin1').equals(Buffer.from(bytes))).toBe(true);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

/** Sends a request to a node:http server and returns what it received. */
async function startEcho() {
  let seen: { seen: IncomingMessage; body: Buffer } | undefined;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    seen = { seen: incoming, body: Buffer.concat(chunks) };
    response.end();
  });
  const url = `${await listenLocally(server)}/webhook?a=b`;
  onTestFinished(() => void server.close());
  return async (signed: SignedRequest) => {
    const steps = plainSteps(toWire({ ...signed, url }, 'close'));
    const { outcome } = await attempt({
      url,
      steps,
      connector: freshConnections({ allowHosts: [] }),
      timeoutMs: 10_000,
    });
    if (!seen) throw new Error(`the server saw nothing: ${JSON.stringify(outcome)}`);
    return seen;
  };
}
