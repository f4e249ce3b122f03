import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder and its parents. Node's recursive option loops forever if a folder can't be created and the system says "no such file or
 * directory", as Linux does in /proc.
 *
 * @throws Error of node:fs.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (isFolder(folder)) return;
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process may have created it meanwhile.
    if (code === 'EEXIST' && isFolder(folder)) return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder || isFolder(above)) throw error;
    makeFolder(above, mode);
    makeFolder(folder, mode);
  }
}

/** Creates the folder of a file, and its parents. @throws Error of node:fs; ENOTDIR if a folder in its path is a file. */
export function makeFolderOf(file: string): void {
  try {
    makeFolder(dirname(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw Object.assign(error as Error, { code: code === 'EEXIST' ? 'ENOTDIR' : code });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
