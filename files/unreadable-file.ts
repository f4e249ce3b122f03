import { HookswitchError } from '../simulator/index.ts';
import { whyNotRead } from '../text/errors/system-error.ts';

/** The error for a file that can't be read; `what` names it. */
export function unreadableFile(what: string, error: unknown): HookswitchError {
  return new HookswitchError('bad-file', `${what} cannot be read (${whyNotRead(error)})`);
}
