import { HookswitchError } from '../../../simulator/index.ts';
import { type FileProblem, fileErrorOf } from '../../../simulator/journal/sqlite/file-error.ts';
import { whyNotWritten } from '../../../text/errors/system-error.ts';
import { option, sentence } from '../../../text/words/option-words.ts';

type Reason = readonly [reason: string, fix?: string];

const toStartAnew = 'move console.db elsewhere to start with a new one';
const reasons: Readonly<Record<Exclude<FileProblem, 'in-use'>, (detail: string) => Reason>> = {
  'not-created': (code) => [`no file can be created in it: ${whyNotWritten({ code })}`],
  'not-a-file': () => ['console.db in it is not a file', 'move console.db elsewhere'],
  'not-sqlite': () => ['console.db in it is not an SQLite database', toStartAnew],
  'other-kind': () => ['console.db in it belongs to another program'],
  newer: (versions) => [`console.db in it ${versions}`, 'update Hookswitch'],
  'not-permitted': () => ['no permission to read and write it'],
  'read-only': () => ['it is read-only'],
  unavailable: () => ['the disk is full or no longer available'],
  'disk-full': () => ['the disk is full'],
  damaged: () => ['console.db in it is damaged', toStartAnew],
  unknown: (message) => [message],
};

/** A problem with the state, as a sentence. */
export function stateFailed(folder: string, error: unknown): HookswitchError {
  if (error instanceof HookswitchError) return error;
  const { problem, message } = fileErrorOf(error);
  if (problem !== 'in-use') return unusable(folder, ...reasons[problem](message));
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
