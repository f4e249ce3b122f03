import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../files/index.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { whyNotWritten } from '../../text/errors/system-error.ts';

/** Creates the folder of the state and its parents, for their owner only. @throws HookswitchError `bad-file`. */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const reason =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'it is not a folder'
        : `it can't be created: ${whyNotWritten(error)}`;
    throw new HookswitchError(
      'bad-file',
      `the folder ${folder} can't be used (${reason}); choose another folder with --folder`,
    );
  }
}

/**
 * Makes the files of the state readable for their owner only, and warns if others could read them: somebody may have copied them.
 *
 * @throws HookswitchError `bad-file` if that's not possible.
 */
export function closeToOthers(folder: string, onWarning: (sentence: string) => void): void {
  for (const path of ['console.jsonl', 'journal.jsonl'].map((name) => join(folder, name))) {
    if (!isOpenToOthers(path)) continue;
    try {
      chmodSync(path, 0o600);
    } catch {}
    if (isOpenToOthers(path)) {
      throw new HookswitchError(
        'bad-file',
        `other users can read ${path}, and its permissions can't be changed; choose another folder with --folder`,
      );
    }
    onWarning(
      `other users could read ${path}; now only you can. If somebody may have read it, renew the secrets of your webhooks`,
    );
  }
}

/** Windows has other permissions. */
function isOpenToOthers(path: string): boolean {
  const mode = process.platform === 'win32' ? 0 : statSync(path, { throwIfNoEntry: false })?.mode;
  return ((mode ?? 0) & 0o077) !== 0;
}
