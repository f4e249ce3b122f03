import type { SendProbe } from '../../runner/index.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import type { Method, Profile } from '../../simulator/index.ts';
import type { Probes } from '../facts.ts';
import { isRefusal } from '../final-responses.ts';

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

/** Sends the message where the receiver redirects it, on the same host and port. Undefined if nothing that checks signatures is there. */
export async function probeRedirect(
  send: SendProbe,
  from: string,
  location: string | undefined,
  message: unknown,
): Promise<Probes['redirectedTo']> {
  const to = location === undefined || !URL.canParse(location, from) ? undefined : new URL(location, from);
  if (!to || to.origin !== new URL(from).origin) return undefined;
  const webhook = { url: to.href };
  const answer = await send(message, { webhook });
  if (!answer.isAcknowledged) return isRefusal(answer) ? { url: to.href, answer } : undefined;
  const forged = await send(message, { webhook, fault: missingSignature });
  return forged.isAcknowledged ? undefined : { url: to.href, answer };
}

/** Sends the message of a GET in its query instead of its body, or the other way round. Undefined if it isn't found, or not verified, there. */
export async function probeCarriage(
  send: SendProbe,
  carriage: Profile['payloadIn'],
  message: unknown,
): Promise<Probes['otherCarriage']> {
  const other = carriage === 'body' ? 'query' : 'body';
  const profile = { payloadIn: other } as const;
  const answer = await send(message, { profile });
  if (!answer.isAcknowledged) return undefined;
  const forged = await send(message, { profile, fault: missingSignature });
  return forged.isAcknowledged ? undefined : { carriage: other, answer };
}

const contentTypes = ['application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded'];

/** The first other Content-Type with which the message is acknowledged. */
export async function probeContentType(
  send: SendProbe,
  message: unknown,
): Promise<Probes['otherContentType']> {
  for (const contentType of contentTypes) {
    const answer = await send(message, { profile: { contentType } });
    if (answer.isAcknowledged) return { contentType, answer };
  }
  return undefined;
}
