import type { ConfiguredWebhook } from '../../simulator/index.ts';
import type { OperationHandlers } from './api/handler.ts';
import type { Hub } from './events/hub.ts';
import type { WebhookDesk } from './push/desk.ts';
import type { KnownSecrets } from './safety/known-secrets.ts';
import type { ConsoleStore } from './state/store.ts';

/** What the parts of the console have in common. */
export interface ConsoleContext {
  /** Hosts other than loopback that may be sent to. */
  readonly allowHosts: readonly string[];
  readonly store: ConsoleStore;
  readonly hub: Hub;
  /** The webhooks as they are configured now, with their secrets. */
  readonly webhooks: () => Iterable<ConfiguredWebhook>;
  readonly desk: WebhookDesk;
  readonly secrets: KnownSecrets;
}

/** A part of the console with operations of its own. */
export interface ConsolePart {
  /** By the operation's id. */
  readonly handlers: OperationHandlers;
  /** Ends what is under way. */
  close(): Promise<void>;
}
