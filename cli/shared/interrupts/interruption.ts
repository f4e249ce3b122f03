import { exitCodes } from '../exit-codes.ts';

/** Signals that end a run cleanly: Ctrl-C, a request to end, a closed terminal, Ctrl-\\. */
export const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
export type Interruption = (typeof interruptions)[number];

/**
 * The exit code of a signal, as in a shell. SIGINT and SIGTERM have none: a command that is ended by them chooses its own, such as 130 for
 * a check and 0 for a listener.
 */
export function exitCodeOfInterruption(by: Interruption | undefined): number | undefined {
  switch (by) {
    case 'SIGHUP':
      return exitCodes.hungUp;
    case 'SIGQUIT':
      return exitCodes.quit;
    default:
      return undefined;
  }
}
