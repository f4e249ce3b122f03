import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt, freshConnections } from '../simulator/index.ts';
import { type Bench, type Figure, quantile } from './figure.ts';
import { startReceiver } from './receiver.ts';
import { sendLoad } from './support/send-load.ts';

const connections = 200;
const timeoutMs = 3000;
const perSecond = 10_000;
const request = Buffer.from('POST / HTTP/1.1\r\nHost: bench\r\nContent-Length: 0\r\n\r\n');

/** How late timeouts are if many receivers hang: at once, and one after the other during other messages. */
export const deadline: Bench = async () => {
  const held = new Set<Socket>();
  const server = createServer((socket) => held.add(socket.on('error', () => {})));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const atOnce = await lateness(url, 0);
  const receiver = await startReceiver();
  const stop = new AbortController();
  const plan = { rate: perSecond, durationMs: 60_000, seed: 1 };
  const sending = sendLoad(receiver.url, { plan, connections: 50, reuse: 'kept' }, { signal: stop.signal });
  await sleep(1000);
  const beside = await lateness(url, 10);
  stop.abort();
  await sending;
  receiver.stop();
  for (const socket of held) socket.destroy();
  server.close();
  return [
    ...figures(atOnce, `${connections} hanging connections`),
    ...figures(beside, `${connections} hanging connections beside ${perSecond} messages a second`),
  ];
};

/** How much longer than the timeout each took (ms). */
async function lateness(url: string, apartMs: number): Promise<number[]> {
  const connector = freshConnections({ allowHosts: [] });
  const steps = [{ kind: 'send', bytes: request }] as const;
  const attempts = Array.from({ length: connections }, async (_, n) => {
    if (apartMs > 0) await sleep(n * apartMs);
    return attempt({ url, steps, connector, timeoutMs });
  });
  return (await Promise.all(attempts)).map(({ elapsedMs }) => elapsedMs - timeoutMs);
}

function figures(latenessMs: readonly number[], how: string): Figure[] {
  const early = Math.max(0, -Math.min(...latenessMs));
  return [
    { what: 'deadline, late at p99', value: quantile(latenessMs, 0.99), unit: 'ms', atMost: 10, how },
    { what: 'deadline, early at worst', value: early, unit: 'ms', atMost: 0, how },
  ];
}
