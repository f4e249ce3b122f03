import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { type Bound, bind } from '../../listener/bind.ts';

/** Where the console listens. */
export interface Listening extends Bound {
  /** Answers from now on; before, requests wait. */
  serve(app: Hono): void;
  close(): Promise<void>;
}

/** Listens, so that the address is known before there is anything to answer with. @throws HookswitchError `bad-flag`. */
export async function listen(host: string | undefined, port: number): Promise<Listening> {
  let fetch: ((...call: Parameters<Hono['fetch']>) => ReturnType<Hono['fetch']>) | undefined;
  const answer = getRequestListener(
    (request, bindings) => fetch?.(request, bindings) ?? new Response(null, { status: 503 }),
    { overrideGlobalObjects: false },
  );
  const servers: [Server, Server] = [serverOf(answer), serverOf(answer)];
  const bound = await bind(servers, host, port).catch(async (error) => {
    await Promise.all(servers.map(closed));
    throw error;
  });
  return {
    ...bound,
    serve: (app) => {
      fetch = app.fetch;
    },
    close: async () => {
      await Promise.all(servers.map(closed));
    },
  };
}

/** Whoever sends slowly does not hold a place for long. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  maxHeaderSize: 16 * 1024,
  // Longer than a browser pauses between two clicks: a connection that is closed just when it is used again is an error to the page.
  keepAliveTimeout: 60_000,
};
const mostConnections = 200;

function serverOf(answer: ReturnType<typeof getRequestListener>): Server {
  const server = createServer(limits, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.maxConnections = mostConnections;
  return server;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
