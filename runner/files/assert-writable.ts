import { closeSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';

/** Opens a file that is written later, and leaves no empty one behind. Not a pipe: whoever reads it would see its end. @throws Error of node:fs. */
export function assertWritable(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFIFO()) return;
  closeSync(openSync(file, 'a'));
  if (!found) rmSync(realpathSync(file));
}
