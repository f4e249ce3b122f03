import { createServer, type Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { probeLimit } from '../../receiver/probe-limit.ts';
import { attempt, freshConnections } from '../../simulator/index.ts';
import { getSteps } from '../../simulator/wire/wire.ts';
import { isGenuine } from '../diagnosis/diagnosed.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { listenLocally } from '../support/listen-locally.ts';

const connector = freshConnections({ allowHosts: [] });

async function probed(server: Server, opened = 30) {
  const url = await listenLocally(server);
  const send = async () =>
    (await attempt({ url, steps: getSteps(url, []), connector, timeoutMs: 300 })).outcome;
  try {
    return await probeLimit({ url, connector, send }, opened);
  } finally {
    server.close();
    server.closeAllConnections?.();
  }
}

function serving() {
  return createServer((_request, response) => response.end());
}

describe('a probe with idle connections', () => {
  it('shows how many a receiver keeps', async () => {
    const server = serving();
    server.maxConnections = 12;
    expect(await probed(server)).toMatchObject({
      opened: 30,
      kept: 12,
      dropped: { kind: 'connection-failed' },
      served: { kind: 'response', status: 200 },
    });
  });

  it.each<[string, () => Server]>([
    ['keeps them all', serving],
    ['closes idle connections at once', () => serving().on('connection', (socket) => socket.end())],
    ['drops every message', () => createServer((request) => request.socket.destroy())],
    [
      'keeps some, and serves others',
      () => {
        let n = 0;
        return serving().on('connection', (socket) => {
          n += 1;
          if (n % 2 === 0 && n < 25) socket.destroy();
        });
      },
    ],
  ])('shows no limit of a receiver that %s', async (_what, create) => {
    expect(await probed(create())).toBeUndefined();
  });
});

const burst = 'acknowledgement/acknowledges-a-burst';

describe('a receiver that drops connections while ten are open', () => {
  const limited = () => {
    const server = serverOf((message, response, request) => {
      setTimeout(() => response.writeHead(isGenuine(message, request) ? 200 : 401).end(), 20);
    });
    server.maxConnections = 10;
    return server;
  };

  it('is named as the cause of what it drops in a burst, and passes the other rules', async () => {
    const { diagnosis, results } = await checkServer(limited(), [burst, 'signature/*']);
    expect(results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual([burst]);
    expect(diagnosis).toMatchObject({
      cause: 'drops-connections',
      title: 'Your receiver, or a proxy in front of it, drops connections while 10 are open.',
      explains: [burst],
    });
    expect(diagnosis?.evidence).toEqual([
      'opened 128 idle connections: it kept 10 and dropped the others',
      expect.stringMatching(/^sent the test message while these were open: no response: /),
      'sent it again while 5 were open: 200 OK',
    ]);
  });

  it('is not blamed if no rule met the limit', async () => {
    const { diagnosis, results } = await checkServer(limited(), ['signature/*']);
    expect(diagnosis).toBeUndefined();
    expect(results.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  });
});

it('shows no limit of a receiver that breaks off the messages of a burst', async () => {
  let now = 0;
  const server = serverOf(async (message, response, request) => {
    if (now >= 5) return void request.socket.destroy();
    now += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    now -= 1;
    response.writeHead(isGenuine(message, request) ? 200 : 401).end();
  });
  const { diagnosis, results } = await checkServer(server, [burst]);
  expect(results[0]?.verdict).toBe('fail');
  expect(diagnosis?.cause).not.toBe('drops-connections');
});
