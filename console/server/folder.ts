import { makeFolder } from '../../files/index.ts';
import { whyNotWritten } from '../../text/errors/system-error.ts';
import { unusable } from './state/failure.ts';

/** Creates the folder of the state and its parents, for their owner only. @throws HookswitchError `bad-file`. */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw unusable(
      folder,
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'it is not a folder'
        : `it can't be created: ${whyNotWritten(error)}`,
    );
  }
}
