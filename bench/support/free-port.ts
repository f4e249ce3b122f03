import { once } from 'node:events';
import { createServer } from 'node:net';

const [first, slices, width] = [20_000, 24, 500];
/** Each test worker has its own ports, so no other worker takes one before it is used. */
const slice = Number(process.env.VITEST_POOL_ID ?? 0) % slices;
let next = Math.floor(Math.random() * width);

/** A free port below those of outgoing connections, so that none of the thousands in a check takes it. */
export async function freePort(): Promise<number> {
  for (let n = 0; n < width; n += 1) {
    const port = first + slice * width + (next % width);
    next += 1;
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
