import { closeSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';

/**
 * Tests that a file can be written later, without leaving an empty one. Not a pipe, since its reader would see the end. @throws Error of
 * node:fs.
 */
export function assertWritable(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFIFO()) return;
  closeSync(openSync(file, 'a'));
  if (!found) rmSync(realpathSync(file));
}
