import type { Sender } from '../../simulator/index.ts';
import type { JournalWatch } from './deliveries/watch.ts';
import type { Hub } from './events/hub.ts';
import type { ReceiverCommand } from './options.ts';
import type { WebhookService } from './push/webhook-service.ts';
import type { KnownSecrets } from './safety/known-secrets.ts';
import type { ConsoleStore } from './state/store.ts';

/** What the parts of the console share. */
export interface ConsoleContext {
  /** Allowed hosts other than loopback. */
  readonly allowHosts: readonly string[];
  readonly exec: ReceiverCommand | undefined;
  readonly store: ConsoleStore;
  readonly hub: Hub;
  /** It has the current webhooks with their secrets. */
  readonly sender: Sender;
  readonly watch: JournalWatch;
  readonly webhookService: WebhookService;
  readonly secrets: KnownSecrets;
}
