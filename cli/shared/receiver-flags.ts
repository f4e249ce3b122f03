import type { Method } from '../../simulator/index.ts';
import type { ProfileFlags } from './profile-file.ts';
import type { SecretFlags } from './secret.ts';

/** How a receiver is reached and what the sender is set to, as `receiverFlags` of define/shared-flags.ts reads it. */
export interface ReceiverFlags extends SecretFlags, ProfileFlags {
  readonly method?: Method;
  readonly header: readonly string[];
  readonly allowHost: readonly string[];
  readonly insecure?: boolean;
  readonly timeout?: number;
  readonly retries?: number;
  readonly vary?: boolean;
}
