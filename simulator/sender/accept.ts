import { randomUUID } from 'node:crypto';
import { tryParseForeignJson } from '../../schemas/foreign-json.ts';
import { classify, eventsIn, type MessageKind } from '../../schemas/index.ts';
import { headerValues } from '../../text/formats/headers.ts';
import type { AcceptedDelivery } from '../journal/journal.ts';
import type { Profile } from '../profile.ts';
import { buildRequest, messageBytes, signatureHeader } from '../wire/request.ts';
import type { Settings } from './settings.ts';
import { type ConfiguredWebhook, isSubscribed } from './webhooks.ts';

/** A message to push: its bytes and its event. */
export interface Outgoing {
  readonly bytes: Uint8Array;
  readonly kind: MessageKind;
  /** The event of its first item: `test`, `did_change`, `capacity_change` and so on. */
  readonly event: string;
}

/** A message to deliver to one webhook. */
export interface AddressedMessage {
  readonly out: Outgoing;
  readonly webhook: ConfiguredWebhook;
}

/** The message for every subscribed webhook, and the test message for all webhooks. */
export function addressedTo(webhooks: Iterable<ConfiguredWebhook>, out: Outgoing): AddressedMessage[] {
  return [...webhooks]
    .filter((webhook) => out.kind === 'test' || isSubscribed(webhook, out.kind))
    .map((webhook) => ({ out, webhook }));
}

/** A value becomes JSON in the profile's format. Bytes are unchanged, and their event is read from them. */
export function outgoing(message: unknown, profile: Profile): Outgoing {
  const value =
    message instanceof Uint8Array ? tryParseForeignJson(Buffer.from(message).toString()) : message;
  const { kind } = classify(value);
  return {
    bytes: messageBytes(message, profile),
    kind: kind === 'invalid' ? 'unknown' : kind,
    event: eventsIn(value)[0] ?? 'unknown',
  };
}

/** A message as a delivery to one webhook. It is signed once, since retries repeat the signature. */
export function accept(
  { bytes, event }: Outgoing,
  { id, ...webhook }: ConfiguredWebhook,
  sending: { readonly settings: Settings; readonly profile: Profile; readonly fault?: string | undefined },
): AcceptedDelivery {
  const { headers } = buildRequest(webhook, bytes, sending.profile);
  return {
    id: randomUUID(),
    acceptedAt: new Date(),
    webhook: { id, url: webhook.url, method: webhook.method },
    event,
    message: bytes,
    signature: headerValues(headers, signatureHeader)[0] ?? '',
    ...sending,
  };
}
