import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '../simulator/index.ts';
import type { Relay } from './forwarding/relay.ts';
import type { PlannedResponse } from './response-plan.ts';
import { discard } from './serving/read-body.ts';

/** What a request gets: as planned, or the response of the receiver it was forwarded to. */
export type GivenResponse = PlannedResponse | Relay;

/** How a response ended. The sender may have disconnected first. */
export type ResponseEnd = 'answered' | 'closed' | 'sender-left';

/** Waits, then responds as planned. For a planned hang, it waits until the sender disconnects. */
export async function giveResponse(
  response: ServerResponse,
  answer: GivenResponse,
  delayMs: number,
): Promise<ResponseEnd> {
  const left = new AbortController();
  const closed = new Promise<void>((resolve) => {
    response.once('close', () => {
      left.abort();
      resolve();
    });
  });
  if (!response.destroyed) await systemClock.sleep(delayMs, left.signal);
  if (response.destroyed) return 'sender-left';
  if (answer.kind === 'hang') {
    await closed;
    return 'sender-left';
  }
  if (answer.kind === 'close') {
    response.destroy();
    return 'closed';
  }
  if (answer.kind === 'relay') relay(response, answer);
  else {
    response.statusCode = answer.status;
    response.end();
  }
  await closed;
  return response.writableFinished ? 'answered' : 'sender-left';
}

/** Responses with these statuses have no body. */
const bodiless = [204, 304];

function relay(response: ServerResponse, { status, reason, headers, body }: Relay): void {
  const length: [string, string][] = bodiless.includes(status)
    ? []
    : [['Content-Length', String(body.length)]];
  response.writeHead(status, reason, [...headers, ...length].flat());
  response.end(body);
}

/** How much more a sender may send before its connection is closed (bytes). */
const maxDiscarded = 64 * 1024 * 1024;

/** Responds before the body has ended, and reads the rest: closing the connection at once would lose the response. */
export async function refuseBody(
  incoming: IncomingMessage,
  response: ServerResponse,
  status: number,
): Promise<ResponseEnd> {
  response.writeHead(status, { Connection: 'close', 'Content-Length': 0 });
  response.flushHeaders();
  await discard(incoming, maxDiscarded);
  const isAnswered = !response.destroyed;
  response.end();
  response.destroy();
  return isAnswered ? 'answered' : 'sender-left';
}
