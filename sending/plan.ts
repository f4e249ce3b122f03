import type {
  ConnectionOptions,
  Fault,
  Header,
  Profile,
  Settings,
  WebhookEntry,
} from '../simulator/index.ts';
import type { MessageSource } from './source.ts';

/** All that sending needs, checked. */
export interface SendPlan {
  readonly webhooks: readonly WebhookEntry[];
  readonly settings: Settings;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: ConnectionOptions;
  readonly fault: Fault | undefined;
  readonly source: MessageSource;
  /** What draws the messages and a varied profile; none when neither is drawn. */
  readonly seed: number | undefined;
  readonly isVaried: boolean;
  readonly concurrency: number;
}
