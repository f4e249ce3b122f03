import type { Observe } from '../observation/index.ts';
import type { OutputSearch, Receiver } from '../receiver/index.ts';

/** A receiver that was loaded for a check. */
export interface LoadedReceiver {
  readonly receiver: Receiver;
  /** Shows its state. */
  readonly observe: Observe | undefined;
  /** Searches what it prints. */
  readonly output: OutputSearch;
  /** Calls the listener, which replaces an earlier one, with how it would have ended its process. */
  watchCrashes(listener: (end: string) => void): void;
  /** Ends everything that it started. */
  close(): Promise<void>;
}

/** A receiver that the check loads itself, so that timers that it sets when it is loaded run in simulated time too. */
export interface ReceiverToLoad {
  /** @param signal Aborted if the check is stopped. */
  readonly load: (signal: AbortSignal) => Promise<LoadedReceiver>;
  readonly receiverPath?: string;
  readonly url?: never;
  readonly receiver?: never;
}
