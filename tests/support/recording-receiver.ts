import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { startExampleReceiver } from '../../fixtures/receivers/start.ts';
import { serve } from './serve.ts';

/** Made up for tests: 32 letters and digits, like YCM's. */
export const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';
export const env = { YCM_WEBHOOK_SECRET: secret };

export interface RecordedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Answer = (
  response: ServerResponse,
  request: RecordedRequest,
  n: number,
  incoming: IncomingMessage,
) => void;

/** A server that records complete requests, and responds with a function that gets the request's number. It closes by itself. */
export function startRecording(answer?: Answer) {
  return record(answer, serve);
}

async function record(answer: Answer = (response) => response.end('ok'), start = startExampleReceiver) {
  const requests: RecordedRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url: target = '', headers } = incoming;
      const request = { method, target, headers, body: Buffer.concat(chunks) };
      requests.push(request);
      answer(response, request, requests.length, incoming);
    });
  });
  const { url, close } = await start(server);
  return { url, close, requests };
}

/** Runs a function with such a server, and stops it. */
export async function withReceiver<T>(
  answer: Answer | undefined,
  use: (receiver: Awaited<ReturnType<typeof startRecording>>) => Promise<T>,
): Promise<T> {
  const receiver = await record(answer);
  try {
    return await use(receiver);
  } finally {
    await receiver.close();
  }
}

/** A response with only this status. */
export function status(code: number): Answer {
  return (response) => {
    response.statusCode = code;
    response.end();
  };
}
