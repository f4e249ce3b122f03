import { chmodSync, mkdirSync } from 'node:fs';
import { unusable } from './state/database.ts';

/** Makes the folder of the state, for its owner alone. @throws HookswitchError `bad-file`. */
export function prepareFolder(folder: string): void {
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) chmodSync(folder, 0o700);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw unusable(
      folder,
      code === 'EEXIST' || code === 'ENOTDIR' ? 'it is no folder' : `it cannot be made (${code})`,
    );
  }
}
