import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { unusable } from './state/failure.ts';

/** Makes the folder of the state, and those above it, for their owner alone. @throws HookswitchError `bad-file`. */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw unusable(
      folder,
      code === 'EEXIST' || code === 'ENOTDIR' ? 'it is no folder' : `it cannot be made (${code})`,
    );
  }
}

/** Node's own recursion never ends where a system says of what cannot be made that it is not there, as in Linux's /proc. */
function makeFolder(folder: string, isLastTry = false): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || isLastTry || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    makeFolder(folder, true);
  }
}
