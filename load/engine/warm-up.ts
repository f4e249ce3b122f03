import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freshConnections, keptConnections } from '../../simulator/wire/connection.ts';
import type { LoadOptions, LoadTarget } from '../options.ts';
import type { LoadPlan } from '../plan.ts';
import { runSlice } from './engine.ts';
import { Berths } from './semaphore.ts';
import type { Shared } from './shared.ts';

/** Below this rate (messages a second) nothing is late because its code runs for the first time. */
const fromPerSecond = 500;

/** Whether a load is so fast that it has to be warmed up for. */
export function isFast({ rate }: LoadPlan): boolean {
  return rate === 'max' || rate >= fromPerSecond;
}

/** What is compiled for one load only is compiled anew for the next: the third one is the real one. */
const loads = 2;
const plan = { rate: 8000, durationMs: 300 };
const drainMs = 300;
const connections = 16;

/**
 * Sends messages of a load to a server of its own, within this process: code that runs for the first time is slow, memory that was just
 * filled is tidied up, and what is slow is late.
 */
export async function warmUp(
  { webhook }: LoadTarget,
  { slice: _slice, startAt: _startAt, ...options }: LoadOptions,
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
  const run = { ...options, plan: { ...plan, seed: options.plan.seed }, drainMs };
  const hooks = signal ? { signal } : {};
  try {
    for (let left = loads; left > 0; left--) {
      const own = connector.keeps ? keptConnections(connection) : freshConnections(connection);
      const shared = { connector: own, berths: new Berths(connections), source };
      await runSlice(target, run, hooks, shared, performance.now()).finally(own.close);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
