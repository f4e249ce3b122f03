import { HookswitchError } from '../simulator/index.ts';
import { whyNotWritten } from '../text/errors/system-error.ts';

/** Writes something. @throws HookswitchError `bad-file` if it can't be written; `hint` says what to do then. */
export function writing<T>(name: string, action: () => T, hint = ''): T {
  try {
    return action();
  } catch (error) {
    throw new HookswitchError('bad-file', `${name} cannot be written (${whyNotWritten(error)})${hint}`);
  }
}
