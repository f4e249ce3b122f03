import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DownstreamResponse } from '../../schemas/generated/types.ts';
import { HookswitchError, systemClock } from '../../simulator/index.ts';
import { type DownstreamCall, DownstreamCallLog } from './calls.ts';
import { type ChosenResponse, responseTo } from './responses.ts';

/** How the service behind the receiver behaves. */
export type DownstreamBehaviour =
  /** It answers at once, 200 with `{}` where no other response is given: the default. */
  | 'answers'
  /** It answers so, but late. */
  | {
      /** How late (ms). */
      readonly delayMs: number;
    }
  /** It answers 500. */
  | 'fails'
  /** It resets every connection, as what is down or restarting does. */
  | 'refuses'
  /** It takes the request and never answers; the connection is reset as soon as it behaves otherwise. */
  | 'hangs';

/** The service that the receiver calls, played for a check. It listens on 127.0.0.1 and takes every method and path. */
export interface Downstream {
  /** Where the receiver has to call: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** How many calls have come by now, whatever they name. */
  readonly size: number;
  /**
   * The calls in the order of their coming, whatever they name.
   *
   * @param from The number of the first, from 0.
   * @param to The number of the first that is left out; default none.
   */
  between(from: number, to?: number): readonly DownstreamCall[];
  /** Whether there were more calls than are kept. */
  readonly isFull: boolean;
  /**
   * The calls that have this serial number in their path or body, in the order of their coming.
   *
   * @param sn The serial number of a PBX.
   */
  calls(sn: string): readonly DownstreamCall[];
  /**
   * From now on it behaves so; what hangs is reset.
   *
   * @param behaviour How.
   */
  behave(behaviour: DownstreamBehaviour): void;
  /** Ends it, with all connections. */
  close(): Promise<void>;
}

/** How much of a call's body is kept (bytes). */
const maxBodyBytes = 64 * 1024;

/**
 * Plays the service that a receiver calls, for {@link check}.
 *
 * @param port Where it listens, on 127.0.0.1; default any free port.
 * @param responses What it responds with; the first that fits a request counts, and any other request gets 200 with `{}`.
 * @throws HookswitchError `bad-downstream` when it cannot listen there.
 */
export async function startDownstream(
  port = 0,
  responses: readonly DownstreamResponse[] = [],
): Promise<Downstream> {
  const log = new DownstreamCallLog();
  const hanging = new Set<ServerResponse>();
  let behaviour: DownstreamBehaviour = 'answers';
  const server = createServer({ requestTimeout: 30_000 });
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    if (behaviour === 'refuses') socket.resetAndDestroy();
  });
  server.on('request', async (request, response) => {
    const body = await readBody(request);
    if (body === undefined || behaviour === 'refuses') return void request.socket.resetAndDestroy();
    const now = behaviour;
    const { method = '', url = '' } = request;
    const usual = responseTo(responses, method, url);
    const chosen = now === 'fails' ? { ...usual, ...failure } : usual;
    const status = now === 'hangs' ? undefined : chosen.status;
    if (chosen.counts) log.add({ method, path: url, body, status });
    if (now === 'hangs') hanging.add(response.once('close', () => hanging.delete(response)));
    else await answer(response, chosen, typeof now === 'object' ? now.delayMs : 0);
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get size() {
      return log.size;
    },
    get isFull() {
      return log.isFull;
    },
    calls: (sn) => log.naming(sn),
    between: (from, to) => log.between(from, to),
    behave(next) {
      behaviour = next;
      for (const response of hanging) response.socket?.resetAndDestroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HookswitchError(
      'bad-downstream',
      `the downstream cannot listen at 127.0.0.1:${port}: ${reason}; give a port that is free`,
    );
  }
}

const failure = { status: 500, headers: {}, body: '{}' };

async function answer(
  response: ServerResponse,
  { status, headers, body }: ChosenResponse,
  delayMs: number,
): Promise<void> {
  if (delayMs > 0) await untilLater(response, delayMs);
  response.writeHead(status, headers).end(body);
}

/** Whoever has gone away waits no longer. */
async function untilLater(response: ServerResponse, delayMs: number): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await systemClock.sleep(delayMs, gone.signal);
}

/** The beginning of the body; undefined when the receiver went away before its end. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let kept = 0;
  try {
    for await (const chunk of request) {
      if (kept < maxBodyBytes) chunks.push(chunk);
      kept += chunk.length;
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
}
