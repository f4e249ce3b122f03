import { type AddressInfo, createServer, type Socket } from 'node:net';
import { attempt, freshConnections } from '../simulator/index.ts';
import { type Bench, quantile } from './figure.ts';

const connections = 200;
const timeoutMs = 3000;
const request = Buffer.from('POST / HTTP/1.1\r\nHost: bench\r\nContent-Length: 0\r\n\r\n');

/** How late the deadline is when 200 receivers hang at once; early would be a lie about the receiver. */
export const deadline: Bench = async () => {
  const held = new Set<Socket>();
  const server = createServer((socket) => held.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const connector = freshConnections({ allowHosts: [] });
  const steps = [{ kind: 'send', bytes: request }] as const;
  const attempts = Array.from({ length: connections }, () => attempt({ url, steps, connector, timeoutMs }));
  const latenessMs = (await Promise.all(attempts)).map(({ elapsedMs }) => elapsedMs - timeoutMs);
  for (const socket of held) socket.destroy();
  server.close();
  return [
    {
      what: 'deadline, late at p99',
      value: quantile(latenessMs, 0.99),
      unit: 'ms',
      atMost: 10,
      how: `${connections} hanging connections`,
    },
    {
      what: 'deadline, early at worst',
      value: Math.max(0, -Math.min(...latenessMs)),
      unit: 'ms',
      atMost: 0,
      how: 'never early',
    },
  ];
};
