import { makeFolder } from '../../runner/files/make-folder.ts';
import { unusable } from './state/failure.ts';

/** Makes the folder of the state, and those above it, for their owner alone. @throws HookswitchError `bad-file`. */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw unusable(
      folder,
      code === 'EEXIST' || code === 'ENOTDIR' ? 'it is not a folder' : `it can't be created (${code})`,
    );
  }
}
