import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { listenLocally } from '../support/listen-locally.ts';
import { simulated } from '../support/simulated.ts';

it('a simulation ends what still waits in it, so that nothing goes on in the next one', async () => {
  const received: (string | undefined)[] = [];
  const start = async () => {
    const server = createServer((request, response) => {
      received.push(request.url);
      if (request.url !== '/hangs') response.end();
    });
    return listenLocally(server);
  };
  await simulated(async () => {
    const origin = await start();
    const again = () => fetch(`${origin}/again`).catch(() => {});
    void fetch(`${origin}/hangs`).catch(again);
    void fetch(`${origin}/hangs`).catch(() => sleep(10).then(again));
    await sleep(100);
  });
  await simulated(async () => {
    const origin = await start();
    await sleep(100);
    await fetch(`${origin}/own`);
  });
  expect(received).toEqual(['/hangs', '/hangs', '/own']);
});
