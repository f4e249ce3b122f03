import type { SendProbe } from '../../runner/index.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import type { Method } from '../../simulator/index.ts';
import type { Probes } from '../facts.ts';

/** Sends the message to the path with a trailing slash added or removed. */
export async function probePath(
  send: SendProbe,
  url: string,
  message: unknown,
): Promise<NonNullable<Probes['otherPath']>> {
  const other = new URL(url);
  other.pathname = other.pathname.endsWith('/') ? other.pathname.slice(0, -1) : `${other.pathname}/`;
  return { path: other.pathname, answer: await send(message, { webhook: { url: other.href } }) };
}

/**
 * Sends the message with the other method. Undefined if a message without a signature is acknowledged too: a page that responds to
 * everything isn't a receiver.
 */
export async function probeMethod(
  send: SendProbe,
  method: Method,
  message: unknown,
): Promise<Probes['otherMethod']> {
  const other = method === 'POST' ? 'GET' : 'POST';
  const webhook = { method: other } as const;
  const answer = await send(message, { webhook });
  const forged = answer.isAcknowledged
    ? await send(message, { webhook, fault: missingSignature })
    : undefined;
  return forged?.isAcknowledged ? undefined : { method: other, answer };
}

const contentTypes = ['application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded'];

/** The first other Content-Type with which the message is acknowledged. */
export async function probeContentType(
  send: SendProbe,
  message: unknown,
): Promise<Probes['otherContentType']> {
  for (const contentType of contentTypes) {
    const answer = await send(message, { contentType });
    if (answer.isAcknowledged) return { contentType, answer };
  }
  return undefined;
}
