import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommonCheckOptions } from '../../../check/check-options.ts';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import type { Receiver } from '../../../receiver/in-process/serve.ts';
import { validate } from '../../../schemas/index.ts';
import { varyProfile } from '../../../simulator/index.ts';
import { check } from '../../../suites/index.ts';
import { idsOf, reasonsOf, testSecret } from '../../runner/check-fixture.ts';
import { expressApp, fastifyApp, fetchApp, plainApp, serverApp } from '../../runner/in-process-apps.ts';
import { rulesNeeding } from '../../runner/rules-needing.ts';
import { howMany } from '../../support/how-many.ts';
import { listenLocally } from '../../support/listen-locally.ts';

const genuine = 'signature/accepts-genuine';

/** Checks a receiver at `/webhook`. */
function checkIt(receiver: Receiver, options: Partial<CommonCheckOptions> = {}) {
  return check({
    receiver,
    receiverPath: '/webhook',
    secret: testSecret,
    settings: { timeoutSeconds: 3 },
    settleMs: 400,
    time: 'simulated',
    ...options,
  });
}

describe('a receiver in the same process', () => {
  it('is late when it never responds', async () => {
    const sockets: Socket[] = [];
    const rules = ['acknowledgement/acknowledges-in-time'];
    const report = await checkIt((request) => void sockets.push(request.socket), { rules });
    expect(report.results[0]?.finding?.actual).toMatch(/^no response within 3/);
    expect(sockets.length).toBeGreaterThan(0);
    expect(sockets.filter((socket) => !socket.destroyed)).toEqual([]);
  });

  const apps: [string, typeof expressApp][] = [
    ['an Express app', expressApp],
    ['a fetch handler', fetchApp],
    ['the server of a Fastify app', fastifyApp],
    ['a plain listener', plainApp],
    ['a server', serverApp],
  ];
  it.each(howMany(apps.slice(0, 2), apps))('passes every rule as %s', async (_kind, create) => {
    const { receiver, store } = await create(testSecret);
    const patient = { settings: { timeoutSeconds: 10 }, budgetMs: 300_000, sequences: 5 };
    const report = await checkIt(receiver, { observe: (sn) => store.get(sn), ...patient });
    expect(reasonsOf(report)).toBe('');
    expect(idsOf(report, 'skipped')).toEqual(
      rulesNeeding('previous-secret', 'thorough', 'downstream', 'restart', 'output', 'https'),
    );
    expect(report.receiver).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/webhook$/),
      method: 'POST',
    });
    expect(report.observer).toMatchObject({ kind: 'function', learned: { hides: ['modifier'] } });
    expect(validate('report', report)).toBeUndefined();
    expect(await isOpen(new URL(report.receiver.url).port)).toBe(false);
  });

  it('passes as a fetch handler that gets messages in the query of a GET', async () => {
    const seen: string[] = [];
    const fetchHandler = {
      fetch: (request: Request) => {
        seen.push(`${request.method} ${new URL(request.url).searchParams.get('message')?.slice(0, 9)}`);
        return new Response('ok');
      },
    };
    const options = { method: 'GET', profile: { payloadIn: 'query' }, rules: [genuine] } as const;
    const report = await checkIt(fetchHandler, options);
    expect(reasonsOf(report)).toBe('');
    expect(seen).toContain('GET {"event":');
  });
});

describe('a fetch handler with GET and a varied profile', () => {
  it.each([58, 59, 60, 61, 62, 63])('gets its messages where it can see them, with seed %i', async (seed) => {
    const carried = new Set<string | null>();
    const fetchHandler = {
      fetch: (request: Request) => {
        carried.add(new URL(request.url).searchParams.get('message'));
        return new Response('ok');
      },
    };
    const options = { method: 'GET', vary: true, seed, rules: [genuine] } as const;
    const report = await checkIt(fetchHandler, options);
    expect(reasonsOf(report)).toBe('');
    expect(carried).not.toContain(null);
    expect(report.profile).toEqual({ ...varyProfile(seed), payloadIn: 'query' });
  });
});

describe('a broken receiver in the same process', () => {
  it('fails exactly the expected rules', async () => {
    const broken = brokenReceiver('missing-skips-check');
    const server = broken.create({ secret: testSecret });
    const observe = async (sn: string) => {
      const { port } = server.address() as AddressInfo;
      return (await fetch(`http://127.0.0.1:${port}/state?sn=${sn}`)).json();
    };
    const report = await checkIt(server, { rules: ['signature/*'], observe });
    expect(idsOf(report, 'fail')).toEqual(broken.fails);
  });

  it('is found by its state, which a function shows', async () => {
    const { receiver, store } = await plainApp(testSecret);
    const mails = new Map<string, number>();
    const counting: RequestListener = (request, response) => {
      request.on('data', (body: Buffer) => {
        for (const [, sn = ''] of body.toString().matchAll(/"sn":"(\w+)"/g))
          mails.set(sn, (mails.get(sn) ?? 0) + 1);
      });
      return (receiver as RequestListener)(request, response);
    };
    const rules = ['retry/applies-once', 'message/applies-every-item'];
    const right = await checkIt(counting, { rules, observe: (sn) => store.get(sn) });
    const wrong = await checkIt(counting, {
      rules,
      observe: (sn) => (store.get(sn) ? { dids: store.get(sn)?.dids, mailsSent: mails.get(sn) } : null),
    });
    expect(idsOf(right, 'fail')).toEqual([]);
    expect(idsOf(wrong, 'fail')).toContain('retry/applies-once');
  });
});

describe('an error in a receiver', () => {
  const warn = vi.spyOn(process, 'emitWarning');
  beforeEach(() => warn.mockReset().mockImplementation(() => {}));
  afterAll(() => warn.mockRestore());

  it.each<[string, Receiver, RegExp]>([
    ['a listener that throws', throwing, /^no response: the connection was closed/],
    ['a listener that rejects', async () => throwing(), /^no response: the connection was closed/],
    ['a fetch handler that throws', { fetch: throwing }, /^500 /],
    ['a fetch handler that rejects', { fetch: async () => throwing() }, /^500 /],
    ['a fetch handler that returns nothing', { fetch: (() => undefined) as never }, /^500 /],
    [
      'a fetch handler whose body breaks off',
      { fetch: () => new Response(breakingBody()) },
      /^no response: /,
    ],
  ])('is checked by what the sender sees: %s', async (_name, receiver, actual) => {
    const report = await checkIt(receiver, { rules: [genuine] });
    expect(report.results[0]?.finding?.actual).toMatch(actual);
  });

  it('is reported once as a warning, without the secret', async () => {
    await checkIt(throwing, { rules: ['signature/*'] });
    const [[message, kind] = [], ...others] = warn.mock.calls;
    expect(message).toMatch(/^the receiver threw Error: no database for \*\*\*\n +at throwing /);
    expect([kind, others]).toEqual(['HookswitchWarning', []]);
  });

  function throwing(): never {
    throw new Error(`no database for ${testSecret}`);
  }

  function breakingBody(): ReadableStream {
    return new ReadableStream({
      pull(controller) {
        controller.enqueue(Buffer.from('half'));
        controller.error(new Error('broken'));
      },
    });
  }
});

describe('a server', () => {
  it('that is already listening is used there, and continues', async () => {
    const { receiver } = await serverApp(testSecret);
    const server = receiver as Server;
    await once(server.listen(0), 'listening');
    const { port } = server.address() as AddressInfo;
    const together = await Promise.all([
      checkIt(server, { rules: [genuine] }),
      checkIt(server, { rules: [genuine] }),
    ]);
    expect(together.map(({ receiver: { url } }) => url)).toEqual(
      Array(2).fill(`http://127.0.0.1:${port}/webhook`),
    );
    expect(together.map(({ summary }) => summary.pass)).toEqual([1, 1]);
    expect(server.listening).toBe(true);
    await closed(server);
  });

  it('that is not listening is left unchanged, and can be checked again', async () => {
    const { receiver } = await serverApp(testSecret);
    const server = receiver as Server;
    for (let n = 0; n < 2; n += 1) {
      const report = await checkIt(server, { rules: [genuine] });
      expect(report.summary.pass).toBe(1);
      expect([server.listening, server.listenerCount('connection')]).toEqual([false, 1]);
    }
    await listenLocally(server);
    await closed(server);
  });

  it('keeps the process alive only while its owner lets it listen', async () => {
    const listening = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
    // Servers of the earlier tests are still counted for a moment after they closed.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = listening();
    const during: number[] = [];
    const server = createServer((_request, response) => {
      during.push(listening());
      response.end();
    });
    await checkIt(server, { rules: [genuine] });
    expect(new Set(during)).toEqual(new Set([before]));
    await listenLocally(server);
    expect(listening()).toBe(before + 1);
    await closed(server);
  });

  it('loses every connection with the check, even those of others', async () => {
    const others: Promise<unknown>[] = [];
    const server = createServer((_request, response) => {
      if (others.length === 0) {
        const other = connect((server.address() as AddressInfo).port, '127.0.0.1');
        others.push(once(other, 'connect').then(() => once(other, 'close')));
      }
      response.end();
    });
    await checkIt(server, { rules: [genuine] });
    expect(await Promise.all(others)).toHaveLength(1);
  });

  it('that another check started is not checked at the same time', async () => {
    const { receiver } = await serverApp(testSecret);
    // In simulated time, the second check would wait for the first one.
    const checkNow = () => checkIt(receiver, { rules: [genuine], time: 'real' });
    const first = checkNow();
    await expect(checkNow()).rejects.toMatchObject({
      code: 'bad-receiver',
      message: expect.stringMatching(/^this server is already being checked; /),
    });
    expect((await first).summary.pass).toBe(1);
  });

  it.each<[string, Partial<CommonCheckOptions>, string]>([
    ['the settings are wrong', { settings: { timeoutSeconds: 60 } }, 'bad-settings'],
    ['the observer fails', { observe: () => Promise.reject(new Error('no table')) }, 'observer-unreachable'],
  ])('is closed even when %s', async (_when, options, code) => {
    const { receiver } = await serverApp(testSecret);
    await expect(checkIt(receiver, options)).rejects.toMatchObject({ code });
    expect((receiver as Server).listening).toBe(false);
  });

  it('is closed when the run is interrupted', async () => {
    const server = createServer();
    const interrupt = new AbortController();
    server.once('request', () => interrupt.abort());
    const report = await checkIt(server, { signal: interrupt.signal });
    expect(report.interrupted).toBe(true);
    expect(server.listening).toBe(false);
  });
});

describe('a wrong receiver argument', () => {
  it('may be a server that listens on no port', async () => {
    const server = createServer();
    await once(server.listen('\0hookswitch-in-process-test'), 'listening');
    await expect(checkIt(server)).rejects.toMatchObject({
      code: 'bad-receiver',
      message: "the server doesn't listen on a TCP port; listen on one, or pass it before it listens",
    });
    expect(server.listening).toBe(true);
    await closed(server);
  });
});

function isOpen(port: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await once(server.close(), 'close');
}
