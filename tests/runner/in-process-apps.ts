import { createServer, type RequestListener } from 'node:http';
import express, { type ErrorRequestHandler } from 'express';
import Fastify from 'fastify';
import { apply } from '../../fixtures/receivers/apply.ts';
import { readRequestBody } from '../../fixtures/receivers/body.ts';
import { parse } from '../../fixtures/receivers/parse.ts';
import { ReceiverRefusal } from '../../fixtures/receivers/refusal.ts';
import { readReports } from '../../fixtures/receivers/reports.ts';
import { expectedSignature, isSameText } from '../../fixtures/receivers/signature.ts';
import { ReceiverStore } from '../../fixtures/receivers/store.ts';
import type { Receiver } from '../../receiver/in-process/serve.ts';

/** A correct receiver at `/webhook` in its framework, and its store. */
export interface App {
  readonly receiver: Receiver;
  readonly store: ReceiverStore;
}

const maxBodyBytes = 1024 * 1024;

export async function expressApp(secret: string): Promise<App> {
  const store = new ReceiverStore();
  const app = express();
  const readRaw = express.raw({ type: () => true, limit: maxBodyBytes, inflate: false });
  app.post('/webhook', readRaw, (request, response) => {
    receive(store, secret, request.headersDistinct['x-signature'], request.body ?? Buffer.alloc(0));
    response.json({ received: true });
  });
  app.all('/webhook', (_request, response) => void response.sendStatus(405));
  const refuse: ErrorRequestHandler = (error, _request, response, _next) =>
    void response.sendStatus(error.status ?? 500);
  app.use(refuse);
  return { receiver: app, store };
}

export async function fastifyApp(secret: string): Promise<App> {
  const store = new ReceiverStore();
  const app = Fastify({ bodyLimit: maxBodyBytes });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: unknown, bytes: unknown) => bytes);
  app.addHook('onRequest', async ({ headers }) => {
    delete headers['content-type'];
  });
  app.post('/webhook', async ({ raw, body }) => {
    receive(
      store,
      secret,
      raw.headersDistinct['x-signature'],
      (body as Buffer | undefined) ?? Buffer.alloc(0),
    );
    return { received: true };
  });
  app.setErrorHandler((error: { status?: number; statusCode?: number }, _request, reply) =>
    reply.code(error.status ?? error.statusCode ?? 500).send(),
  );
  await app.ready();
  return { receiver: app.server, store };
}

export async function plainApp(secret: string): Promise<App> {
  const store = new ReceiverStore();
  const receiver: RequestListener = async (request, response) => {
    const status = await statusOf(async () => {
      if (request.method !== 'POST') throw new ReceiverRefusal(405, 'POST only.');
      receive(
        store,
        secret,
        request.headersDistinct['x-signature'],
        await readRequestBody(request, maxBodyBytes),
      );
    });
    response.writeHead(status).end();
  };
  return { receiver, store };
}

export async function serverApp(secret: string): Promise<App> {
  const { receiver, store } = await plainApp(secret);
  return { receiver: createServer(receiver as RequestListener), store };
}

export async function fetchApp(secret: string): Promise<App> {
  const store = new ReceiverStore();
  const receiver = {
    async fetch(request: Request): Promise<Response> {
      const status = await statusOf(async () => {
        if (request.method !== 'POST') throw new ReceiverRefusal(405, 'POST only.');
        const bytes = Buffer.from(await request.arrayBuffer());
        if (bytes.length > maxBodyBytes) throw new ReceiverRefusal(413, 'Too large.');
        const signature = request.headers.get('x-signature');
        receive(store, secret, signature === null ? [] : [signature], bytes);
      });
      return new Response(null, { status });
    },
  };
  return { receiver, store };
}

/** How all of them handle a message, using parts of the reference receiver. */
function receive(
  store: ReceiverStore,
  secret: string,
  signatures: readonly string[] = [],
  body: Buffer,
): void {
  const [signature = ''] = signatures.length === 1 ? signatures : [];
  if (!isSameText(signature, expectedSignature(body, secret))) throw new ReceiverRefusal(401, 'Not genuine.');
  for (const report of readReports(parse(body))) apply(store, report);
}

async function statusOf(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 200;
  } catch (error) {
    return error instanceof ReceiverRefusal ? error.status : 500;
  }
}
