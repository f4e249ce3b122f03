import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runLoad } from './engine.ts';
import type { LoadOptions, LoadTarget } from './options.ts';

/** From this rate on, messages of the first second would be late by what the first run of each line of code takes. */
const fromPerSecond = 500;
const durationMs = 600;
const perSecond = 8000;
const mostConnections = 16;

/**
 * Sends a short load like this one to a server of its own, within this process: code that runs for the first time is slow, and
 * what is slow is late. Nothing when the rate is low enough for cold code.
 */
export async function warmUp(
  { webhook, headers = [] }: LoadTarget,
  { slice: _slice, startAt: _startAt, ...options }: LoadOptions,
  signal?: AbortSignal,
): Promise<void> {
  const { rate, seed } = options.plan;
  if (rate !== 'max' && rate < fromPerSecond) return;
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await runLoad(
      {
        webhook: { ...webhook, url: `http://127.0.0.1:${port}/` },
        headers,
        connection: { allowHosts: [] },
      },
      {
        ...options,
        plan: { rate: perSecond, durationMs, seed },
        connections: Math.min(options.connections, mostConnections),
        drainMs: 0,
      },
      signal ? { signal } : {},
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
