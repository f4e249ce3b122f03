import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { awaitApp, respondsTo, servingAfterStart } from '../../receiver/await-app.ts';
import { createInFlight } from '../../runner/sending/in-flight.ts';
import { chooseProfile, freshConnections, testMessage } from '../../simulator/index.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { listenLocally } from '../support/listen-locally.ts';

const { signal } = new AbortController();
const withinMs = 20_000;

/** An app behind a port that is always open. */
async function appWith(respond: RequestListener, timeoutSeconds = 10) {
  const requests: string[] = [];
  let handle = respond;
  const server = createServer((request, response) => {
    requests.push(
      `${request.method} ${request.headers['x-signature'] === undefined ? 'unsigned' : 'signed'}`,
    );
    handle(request, response);
  });
  onTestFinished(() => void server.close().closeAllConnections());
  const url = `${await listenLocally(server)}/`;
  const seen: { hasServed?: boolean; opensEarly?: boolean } = {};
  const run = {
    webhook: { url, secret: testSecret, method: 'POST' },
    profile: chooseProfile({}),
    connector: freshConnections({ allowHosts: [] }),
    headers: [],
    inFlight: createInFlight({ atOnce: 4 }),
    settings: { timeoutSeconds, retryCount: 1 },
    seen,
    process: undefined,
  } as unknown as Parameters<typeof awaitApp>[0];
  const process = { kill: async () => {}, start: async () => {} };
  return {
    run,
    seen,
    requests,
    restarted: servingAfterStart(process, run, withinMs, signal),
    become(next: RequestListener) {
      requests.length = 0;
      handle = next;
    },
  };
}

const status =
  (code: number): RequestListener =>
  (_request, response) =>
    void response.writeHead(code).end();

describe('an app behind an open port', () => {
  it('serves if it responds to a request without a message, and must serve again after a restart', async () => {
    const { run, seen, requests, restarted, become } = await appWith(status(404));
    expect(await awaitApp(run, withinMs, signal)).toBeUndefined();
    expect(requests).toEqual(['GET unsigned']);
    expect(seen).toEqual({ hasServed: true });
    become((request, response) => status(requests.length <= 3 ? 502 : 404)(request, response));
    await restarted.start();
    expect(requests.length).toBeGreaterThan(3);
  });

  it('is not asked after a restart if the check did not wait for it, or it leaves that request open', async () => {
    for (const waits of [false, true]) {
      const { run, seen, requests, restarted, become } = await appWith(() => {}, 0.2);
      expect(await awaitApp(run, waits ? withinMs : 0, signal)).toBeUndefined();
      expect(requests).toHaveLength(waits ? 1 : 0);
      expect(seen.hasServed ?? false).toBe(false);
      become(status(502));
      await restarted.start();
      expect(requests).toEqual([]);
    }
  });

  it('serves once 20 test messages are answered, if it rejects what is unsigned with a 503', async () => {
    const { run, seen, requests } = await appWith((request, response) =>
      status(request.headers['x-signature'] === undefined ? 503 : 200)(request, response),
    );
    expect(await awaitApp(run, withinMs, signal)).toBeUndefined();
    expect(requests).toEqual(['GET unsigned', ...Array(21).fill('POST signed')]);
    expect(seen).toEqual({ hasServed: true, opensEarly: false });
  });
});

describe('a message', () => {
  it.each<[string, RequestListener, boolean]>([
    ['gets none', () => {}, false],
    ['gets an error', status(500), true],
    ['gets only its beginning', (_request, response) => void response.writeHead(200).write('a'), true],
    ['loses its connection', (request) => void request.socket.destroy(), true],
  ])('has a response, or does not wait in vain for one: it %s', async (_what, respond, expected) => {
    const { run } = await appWith(respond);
    expect(await respondsTo(testMessage, run, 300, signal)).toBe(expected);
  });
});
