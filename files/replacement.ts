import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { assertWritable } from './assert-writable.ts';

/** Text that replaces a file. */
interface Replacement {
  /**
   * Appends a text, all or nothing. The first one replaces the file, which is kept if the text can't be written.
   *
   * @throws Error of node:fs. Then it takes no more.
   */
  append(text: string): void;
  close(): void;
}

/** Replaces a file, all or nothing. @throws Error of node:fs. */
export function replaceFile(path: string, text: string, mode?: number): void {
  const file = openReplacement(path, mode);
  try {
    file.append(text);
  } finally {
    file.close();
  }
}

/**
 * Replaces a file with the first text that is appended. A pipe or a device is written directly.
 *
 * @param mode Who may read the new file. Default: as the old one, or as the user's umask says.
 * @throws Error of node:fs if the file can't be written.
 */
export function openReplacement(path: string, mode?: number): Replacement {
  assertWritable(path);
  let file: number | undefined;
  let size = 0;
  return {
    append(text) {
      if (file === undefined) file = replaced(path, text, mode);
      else appendWhole(file, size, text);
      size += Buffer.byteLength(text);
    },
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}

/** The system has these open already, so no other file can replace them. */
const isOpenAlready = /^\/(dev\/(fd|std\w+)|proc)(\/|$)/;
/** A file that is mounted, or whose folder takes no new files, can only be written in place. */
const onlyInPlace: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS', 'EBUSY'];

/** The file with this text, still open. */
function replaced(path: string, text: string, mode: number | undefined): number {
  const old = statSync(path, { throwIfNoEntry: false });
  if (isOpenAlready.test(path) || (old && !old.isFile()))
    return opened(path, 'w', (file) => writeFileSync(file, text));
  const real = old ? realpathSync(path) : path;
  const part = `${real}.${randomBytes(4).toString('hex')}.part`;
  try {
    return opened(part, 'wx', (file) => {
      const kept = mode ?? old?.mode;
      if (kept !== undefined) fchmodSync(file, kept);
      writeFileSync(file, text);
      // So that a power failure doesn't leave an empty file.
      fsyncSync(file);
      renameSync(part, real);
    });
  } catch (error) {
    rmSync(part, { force: true });
    if (!old || !onlyInPlace.includes((error as NodeJS.ErrnoException).code)) throw error;
    return opened(real, 'w', (file) => writeFileSync(file, text));
  }
}

function opened(path: string, flag: 'w' | 'wx', use: (file: number) => void): number {
  const file = openSync(path, flag);
  try {
    use(file);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function appendWhole(file: number, size: number, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (fstatSync(file).isFile()) ftruncateSync(file, size);
    throw error;
  }
}
