import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { CommonCheckOptions } from '../../check/check-options.ts';
import type { Report } from '../../schemas/generated/types.ts';
import { check } from '../../suites/index.ts';
import { listenLocally } from '../support/listen-locally.ts';
import { simulated } from '../support/simulated.ts';
import { testSecret } from './check-fixture.ts';

/** The results of {@link checkServer}. */
export async function checkServing(...checked: Parameters<typeof checkServer>): Promise<Report['results']> {
  return (await checkServer(...checked)).results;
}

/** Checks any kind of server by these rules, without an observer, and stops it. */
export async function checkServer(
  server: Server,
  rules: readonly string[],
  { time = 'simulated', seed = 1, ...options }: Partial<CommonCheckOptions> = {},
): Promise<Report> {
  const run = () => startAndCheck(server, rules, { seed, ...options });
  return time === 'real' ? run() : simulated(run, seed);
}

async function startAndCheck(
  server: Server,
  rules: readonly string[],
  options: Partial<CommonCheckOptions>,
): Promise<Report> {
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => sockets.push(socket.on('error', () => {})));
  const url = `${await listenLocally(server)}/webhook`;
  try {
    const own = { settings: { timeoutSeconds: 3 }, sharesProcess: true };
    return await check({ url, secret: testSecret, rules, ...own, ...options });
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}

type Handle = (message: string, response: ServerResponse, request: IncomingMessage) => void;

/** A server that reads each message and leaves the rest to the handler. */
export function serverOf(handle: Handle) {
  return createServer(async (request, response) => {
    const body = await buffer(request);
    handle(body.toString('utf8'), response, request);
  });
}

/** The verdict and finding of the one rule. */
export async function verdictOf(
  server: Server,
  rule: string,
  options: Partial<CommonCheckOptions> = {},
): Promise<string> {
  const [result] = await checkServing(server, [rule], options);
  if (result?.verdict === 'fail') return `fail: ${result.finding?.actual}`;
  return result?.verdict === 'pass' ? 'pass' : `${result?.verdict}: ${result?.reason}`;
}
