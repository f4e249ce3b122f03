import { createServer, type Server, type ServerOptions } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { Hono } from 'hono';
import { type Bound, bind } from '../../listener/serving/bind.ts';
import { closeServers } from '../../listener/serving/close-servers.ts';
import { keepRoom } from '../../listener/serving/room.ts';
import { ApiRefusal, apiProblemOf } from './api/problem.ts';
import { safetyHeaders } from './safety/headers.ts';

/** Where the console listens. */
export interface Listening extends Bound {
  /** Starts to respond. Earlier requests wait. */
  serve(app: Hono): void;
  close(): Promise<void>;
}

/** A slow sender doesn't keep its slot for long. */
const defaultLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // By default Node checks every 30 s, so a slow head would keep its slot that long.
  connectionsCheckingInterval: 1000,
};

/** Listens, so that the address is known before there is a handler. @throws HookswitchError `bad-flag`. */
export async function listenConsole(
  host: string | undefined,
  port: number,
  limits: ServerOptions = defaultLimits,
): Promise<Listening> {
  let serve: (app: Hono) => void = () => {};
  const served = new Promise<Hono>((resolve) => {
    serve = resolve;
  });
  const answer = getRequestListener(async (request, bindings) => (await served).fetch(request, bindings), {
    overrideGlobalObjects: false,
    errorHandler: unreadable,
  });
  const servers: [Server, Server] = [serverOf(answer, limits), serverOf(answer, limits)];
  const bound = await bind(servers, host, port).catch(async (error) => {
    await closeServers(servers);
    throw error;
  });
  return {
    ...bound,
    serve,
    close: () => closeServers(servers),
  };
}

/** A request with an invalid URL doesn't reach the app. */
function unreadable(error: unknown): Response | Promise<Response> {
  const message =
    'the Host header and path of the request do not form a valid URL; open the console at the address that it printed';
  const reason =
    error instanceof RequestError ? new ApiRefusal(400, { code: 'bad-address', message }) : error;
  const { status, problem } = apiProblemOf(reason);
  return new Hono()
    .use(safetyHeaders)
    .get('/', () => Response.json(problem, { status }))
    .request('/');
}

const connectionLimits = {
  maxHeaderSize: 16 * 1024,
  // Longer than the pause between two clicks: a connection that closes just when it is reused is an error on the page.
  keepAliveTimeout: 60_000,
};
const maxConnections = 200;

function serverOf(answer: ReturnType<typeof getRequestListener>, limits: ServerOptions): Server {
  const server = createServer({ ...connectionLimits, ...limits }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  keepRoom(server, maxConnections);
  return server;
}
