import { getEventListeners } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freshConnections } from '../../../simulator/wire/connection.ts';
import { probe } from '../../../simulator/wire/probe.ts';
import { inspectTls } from '../../../simulator/wire/tls.ts';
import { startRawServer } from './raw-server.ts';

const allowed = { allowHosts: [] };
const signal = () => new AbortController().signal;
const probed = (url: string, timeoutMs = 5000, interrupt = signal(), options = {}) =>
  probe(url, freshConnections({ ...allowed, ...options }), timeoutMs, interrupt);

let own: { readonly key: string; readonly cert: string };
beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Hookswitch test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  own = { key, cert };
});

/** A server that speaks these protocols; returns its URL. */
async function startTls(how: object = {}): Promise<string> {
  const server = createServer({ ...own, ...how });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  onTestFinished(() => void server.close());
  return `https://localhost:${(server.address() as AddressInfo).port}/webhook`;
}

describe('probing a connection', () => {
  it('sends nothing, and closes the connection', async () => {
    const server = await startRawServer(() => {});
    const interrupt = signal();
    expect(await probed(server.origin, 5000, interrupt)).toBeUndefined();
    await expect.poll(() => server.sockets.map(({ destroyed }) => destroyed)).toEqual([true]);
    expect(server.received.map(String)).toEqual(['']);
    expect(getEventListeners(interrupt, 'abort')).toEqual([]);
  });

  it("reports the system's message if it fails", async () => {
    const server = await startRawServer(() => {});
    const other = await startRawServer((socket) => socket.end('no TLS'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(await probed(`https://127.0.0.1:${other.port}/`)).toMatchObject({
      code: expect.stringMatching(/SSL|PROTO/),
      message: expect.stringMatching(/./),
    });
    // It never responds to TLS.
    expect(await probed(`https://127.0.0.1:${server.port}/`, 50)).toEqual({
      code: 'TIMEOUT',
      message: 'no connection within 0.05 s',
    });
  });

  it('ends with the run', async () => {
    const server = await startRawServer(() => {});
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), 30);
    expect(await probed(`https://127.0.0.1:${server.port}/`, 60_000, interrupt.signal)).toBeUndefined();
  });

  it('over TLS succeeds only with a trusted certificate', async () => {
    const url = await startTls();
    expect(await probed(url)).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(await probed(url, 5000, signal(), { insecure: true })).toBeUndefined();
    expect(await probed(url, 5000, signal(), { ca: own.cert })).toBeUndefined();
  });
});

describe('the result of a TLS handshake', () => {
  const inspected = (url: string, options = {}) =>
    inspectTls(url, { ...allowed, timeoutMs: 5000, ...options });

  it('is the newest protocol', async () => {
    expect(await inspected(await startTls(), { ca: own.cert })).toMatchObject({
      kind: 'ok',
      protocol: 'TLSv1.3',
    });
    const url = await startTls({ maxVersion: 'TLSv1.2' });
    expect(await inspected(url, { ca: own.cert })).toMatchObject({ kind: 'ok', protocol: 'TLSv1.2' });
  });

  it('includes an old protocol that is accepted too', async () => {
    const url = await startTls({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(await inspected(url, { ca: own.cert })).toMatchObject({
      kind: 'ok',
      protocol: 'TLSv1.3',
      oldProtocol: 'TLSv1.1',
    });
  });

  it('includes the problem with the certificate, whatever the run accepts', async () => {
    const url = await startTls();
    for (const options of [{}, { insecure: true }]) {
      expect(await inspected(url, options)).toMatchObject({
        kind: 'failed',
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        message: expect.stringMatching(/self-signed certificate/),
      });
    }
    const byAddress = url.replace('localhost', '127.0.0.1');
    expect(await inspected(byAddress, { ca: own.cert })).toMatchObject({ kind: 'failed' });
  });

  it('can be a timeout', async () => {
    const server = await startRawServer(() => {});
    expect(await inspected(`https://127.0.0.1:${server.port}/`, { timeoutMs: 50 })).toEqual({
      kind: 'failed',
      code: 'TLS_TIMEOUT',
      message: 'no TLS handshake within the timeout',
    });
  });
});
