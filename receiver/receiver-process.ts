import type { OutputSearch } from './output-search.ts';

/** A receiver that rules can kill and restart. */
export interface ReceiverProcess {
  /** Kills it at once, like a power failure: unsaved data is lost. Rejects if that fails. The check waits up to 30 seconds. */
  kill(): Promise<void>;
  /**
   * Restarts it and resolves when it is listening. Rejects if it doesn't start. The check waits up to 30 seconds, or `waitMs` if that is
   * longer.
   */
  start(): Promise<void>;
  /** How it ended, such as "exited with code 1", and its last output, if it ended on its own; undefined while it runs. */
  ownEnd?(): string | undefined;
  /** The last part of what it printed, such as the last 16 KiB. */
  printed?(): string;
  /**
   * Searches what it prints, from its start.
   *
   * @internal Only the check itself starts a command.
   */
  readonly output?: OutputSearch;
}

/**
 * Kills and restarts the receiver in one call, and returns or resolves when it is listening. For a receiver in the same process: create a
 * new one from what the old one stored.
 */
export type Restart = () => unknown;

/** A receiver's process. If the kill restarts it too, something listens at its port all the time. */
export interface ManagedProcess extends ReceiverProcess {
  readonly isBackAfterKill?: true;
}

/** If the kill isn't a separate function, everything happens at the kill. */
export function processOf(restart: Restart | ReceiverProcess): ManagedProcess {
  if (typeof restart !== 'function') return restart;
  let begun = Promise.resolve();
  return {
    isBackAfterKill: true,
    async kill() {
      begun = (async () => {
        await restart();
      })();
      begun.catch(() => {});
    },
    start: () => begun,
  };
}
