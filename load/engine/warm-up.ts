import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectorFor } from '../../simulator/wire/connection.ts';
import type { LoadOptions, LoadTarget } from '../options.ts';
import type { LoadPlan } from '../plan.ts';
import { runSlice } from './engine.ts';
import type { Shared } from './shared.ts';

/** Below this rate (messages a second), a cold start doesn't make messages late. */
const fromPerSecond = 500;

/** Whether a load is fast enough to need a warm-up. */
export function isFast({ rate }: LoadPlan): boolean {
  return rate === 'max' || rate >= fromPerSecond;
}

/** Code that was compiled for one load is compiled again for the next one. The third load is the real one. */
const loads = 2;
const plan = { rate: 8000, durationMs: 300 };
const drainMs = 300;
const connections = 16;

/**
 * Sends messages of a load to a server in this process first. Cold code and garbage collection are slow, and would make the first messages
 * late.
 */
export async function warmUp(
  { webhook }: LoadTarget,
  { slice: _slice, ...options }: LoadOptions,
  { connector, source }: Shared,
  signal?: AbortSignal,
): Promise<void> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connection = { allowHosts: [] };
  const target = { webhook: { ...webhook, url: `http://127.0.0.1:${port}` }, connection };
  const run = { ...options, plan: { ...plan, seed: options.plan.seed }, connections, drainMs };
  const hooks = signal ? { signal } : {};
  try {
    for (let left = loads; left > 0; left--) {
      const own = connectorFor(connector.keeps ? 'kept' : 'fresh', connection);
      const shared = { connector: own, source };
      await runSlice(target, run, hooks, shared, performance.now()).finally(own.close);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
