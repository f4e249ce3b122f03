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
