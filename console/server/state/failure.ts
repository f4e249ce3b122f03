import { HookswitchError } from '../../../simulator/index.ts';
import { option, sentence } from '../../../text/option-words.ts';

export const consoleNotPermitted = 'no permission to read and write it';

/** SQLite's result codes that a user can act on, https://sqlite.org/rescode.html. */
const busy = 5;
const reasons: Readonly<Record<number, readonly [reason: string, fix?: string]>> = {
  8: ['it is read-only'],
  10: ['the disk is full or no longer available'],
  11: ['console.db in it is damaged', 'move console.db elsewhere to start with a new one'],
  13: ['the disk is full'],
  14: [consoleNotPermitted],
  26: ['console.db in it is not an SQLite database', 'move console.db elsewhere to start with a new one'],
};

/** A problem with the state, as a sentence. */
export function stateFailed(folder: string, error: unknown): HookswitchError {
  if (error instanceof HookswitchError) return error;
  const { rawCode = 0, message } = error as { readonly rawCode?: number; readonly message?: string };
  const code = rawCode & 0xff;
  return code === busy
    ? consoleInUse(folder)
    : unusable(folder, ...(reasons[code] ?? ([message ?? String(error)] as const)));
}

export function consoleInUse(folder: string): HookswitchError {
  return new HookswitchError(
    'bad-file',
    sentence`the folder ${folder} is in use by another console; use that one, stop it, or choose another folder with ${option('folder')}`,
  );
}

/** `fix` is what the user can do besides choosing another folder. */
export function unusable(folder: string, reason: string, fix?: string): HookswitchError {
  const first = fix === undefined ? '' : `${fix}, or `;
  return new HookswitchError(
    'bad-file',
    sentence`the folder ${folder} can't be used (${reason}); ${first}choose another folder with ${option('folder')}`,
  );
}
