import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReceiverProcess } from '../../receiver/receiver-process.ts';
import { sleep } from './own-rules.ts';

/** Stands for what arrived before the sender disconnected. */
export const cutOff = 'cut off';

interface Crashing {
  /** It exits only this long after its response (ms). */
  readonly afterMs?: number | undefined;
  /** How long it takes to respond (ms). */
  readonly ackMs?: number;
  /** What it answers a message that doesn't crash it. */
  readonly status?: number;
}

/** A receiver that exits on some messages, and what restarts it. */
export async function startCrashing(
  doesCrash: (message: string) => boolean,
  { afterMs, ackMs = 0, status = 200 }: Crashing = {},
) {
  let [starts, hasEnded, port] = [0, false, 0];
  const messages: string[] = [];
  const listening: Server[] = [];
  const start = async () => {
    const exit = () => {
      if (!server.listening) return;
      hasEnded = true;
      server.close();
      server.closeAllConnections();
    };
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => doesCrash(cutOff) && exit());
      request.on('end', async () => {
        await sleep(ackMs);
        const message = Buffer.concat(chunks).toString('utf8');
        messages.push(message);
        if (!doesCrash(message)) return response.writeHead(status).end();
        if (afterMs === undefined) return exit();
        setTimeout(exit, afterMs);
        return response.writeHead(200).end();
      });
    });
    listening.push(server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    starts += 1;
    hasEnded = false;
  };
  await start();
  const restart = {
    kill: async () => {},
    start,
    ownEnd: () => (hasEnded ? 'exited with code 1; it printed:\nTypeError: no map' : undefined),
    printed: () => messages.map((message) => `got ${message.slice(0, 20)}\n`).join(''),
  } satisfies ReceiverProcess;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    restart,
    starts: () => starts,
    /** How many messages it got that mention this PBX. */
    observe: (sn: string) => messages.filter((message) => message.includes(sn)).length,
    close: () => {
      for (const server of listening) server.close();
    },
  };
}
