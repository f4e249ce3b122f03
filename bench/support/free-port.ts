import { once } from 'node:events';
import { createServer } from 'node:net';

const tries = 50;

/** A free port below those of outgoing connections, so that none of the thousands in a check takes it. */
export async function freePort(): Promise<number> {
  for (let n = 0; n < tries; n += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', async () => {
      server.close();
      await once(server, 'close');
      resolve(true);
    });
  });
}
