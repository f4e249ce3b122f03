import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { APIRequestContext } from '@playwright/test';
import { listenLocally } from '../support/listen-locally.ts';
import { expect } from './console-test.ts';

interface Arrived {
  headers: IncomingHttpHeaders;
  body: string;
}

interface Answer {
  status: number;
  body?: string;
  delayMs?: number;
}

/** A receiver that responds as configured, and records what arrived. */
export class Receiver implements AsyncDisposable {
  readonly arrived: Arrived[] = [];
  readonly #server: Server;
  url = '';

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(answerTo: (n: number) => Answer = () => ({ status: 200 })): Promise<Receiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        receiver.arrived.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        const { status, body = '', delayMs = 0 } = answerTo(receiver.arrived.length);
        setTimeout(() => response.writeHead(status, { 'Content-Type': 'text/html' }).end(body), delayMs);
      });
    });
    const receiver = new Receiver(server);
    receiver.url = `${await listenLocally(server)}/webhook`;
    return receiver;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Adds a webhook with the API. */
export async function addWebhook(
  request: APIRequestContext,
  { url, secret }: { url: string; secret?: string },
): Promise<string> {
  const data = { url, method: 'POST', events: 'All', ...(secret === undefined ? {} : { secret }) };
  const answer = await request.post('/api/webhooks', { data });
  expect(answer.status()).toBe(201);
  return (await answer.json()).id;
}

/** Sends test messages to a webhook with the API, one by one. */
export async function sendTests(request: APIRequestContext, id: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    expect((await request.post(`/api/webhooks/${id}/test`)).status()).toBe(202);
}
