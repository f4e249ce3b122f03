import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DownstreamResponse } from '../../schemas/generated/types.ts';
import { HookswitchError, systemClock } from '../../simulator/index.ts';
import { errorMessage } from '../../text/errors/error-message.ts';
import { type DownstreamCall, DownstreamCallLog } from './calls.ts';
import { type ChosenResponse, responseTo } from './responses.ts';

/** The behavior of the simulated downstream service. */
export type DownstreamBehavior =
  /** The service responds immediately, with 200 and `{}` unless another response is given. The default. */
  | 'answers'
  /** The service responds as usual, but late. */
  | {
      /** How late (ms). */
      readonly delayMs: number;
    }
  /** It responds with 500. */
  | 'fails'
  /** The service resets every connection, as if it were down or restarting. */
  | 'refuses'
  /** The service accepts the request and never responds. The connection is reset when the behavior changes. */
  | 'hangs';

/** A downstream service that Hookswitch simulates for the receiver. It listens on 127.0.0.1 and accepts every method and path. */
export interface Downstream {
  /** Its URL: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The number of stored calls. A call whose response has `counts: false` isn't stored. */
  readonly size: number;
  /**
   * The stored calls from one index to another, in order of arrival.
   *
   * @param from The index of the first call, from 0.
   * @param to The index after the last call; default none.
   */
  between(from: number, to?: number): readonly DownstreamCall[];
  /** Whether calls were dropped: it stores up to 64 MiB of them. */
  readonly isFull: boolean;
  /**
   * The calls with this serial number in their path or body, in order of arrival.
   *
   * @param sn The serial number of a PBX.
   */
  calls(sn: string): readonly DownstreamCall[];
  /**
   * Changes the behavior. Hanging connections are reset.
   *
   * @param behavior The new behavior.
   */
  behave(behavior: DownstreamBehavior): void;
  /** Stops it and closes all connections. */
  close(): Promise<void>;
}

/** How much of a call's body is stored (bytes). */
const maxBodyBytes = 64 * 1024;

/**
 * Simulates the service that a receiver calls, for {@link check}.
 *
 * @param port The port on 127.0.0.1; default any free port.
 * @param responses The responses. The first that matches a request is used; any other request gets 200 with `{}`.
 * @throws HookswitchError `bad-downstream` if it can't listen there.
 */
export async function startDownstream(
  port = 0,
  responses: readonly DownstreamResponse[] = [],
): Promise<Downstream> {
  const log = new DownstreamCallLog();
  const hanging = new Set<ServerResponse>();
  let behavior: DownstreamBehavior = 'answers';
  const server = createServer({ requestTimeout: 30_000 });
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    if (behavior === 'refuses') socket.resetAndDestroy();
  });
  server.on('request', async (request, response) => {
    const body = await readBody(request);
    if (body === undefined || behavior === 'refuses') return void request.socket.resetAndDestroy();
    const now = behavior;
    const { method = '', url = '' } = request;
    const usual = responseTo(responses, method, url);
    const chosen = now === 'fails' ? { ...usual, ...failure } : usual;
    const status = now === 'hangs' ? undefined : chosen.status;
    const idempotencyKey = request.headersDistinct['idempotency-key']?.join();
    if (chosen.counts) log.add({ method, path: url, body, idempotencyKey, status });
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
      behavior = next;
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
    throw new HookswitchError(
      'bad-downstream',
      `the downstream service cannot listen at 127.0.0.1:${port}: ${errorMessage(error)}; give a free port`,
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

/** A client that disconnected isn't waiting anymore. */
async function untilLater(response: ServerResponse, delayMs: number): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await systemClock.sleep(delayMs, gone.signal);
}

/** The beginning of the body; undefined if the receiver disconnected before its end. */
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
