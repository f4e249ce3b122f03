import type {
  ConnectionOptions,
  Fault,
  Header,
  Profile,
  Settings,
  WebhookEntry,
} from '../simulator/index.ts';
import type { MessageSource } from './source.ts';
import type { Wanted } from './wanted.ts';

/** A validated plan for sending. */
export interface SendPlan {
  readonly webhooks: readonly WebhookEntry[];
  readonly settings: Settings;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: ConnectionOptions;
  readonly fault: Fault | undefined;
  readonly source: MessageSource;
  /** The seed of messages and a varied profile. Undefined if nothing is random. */
  readonly seed: number | undefined;
  readonly isVaried: boolean;
  readonly concurrency: number;
  readonly wanted: Wanted;
  /** No retries: a message that must be rejected doesn't become genuine, and an expectation is about one response. */
  readonly isSentOnce: boolean;
}
