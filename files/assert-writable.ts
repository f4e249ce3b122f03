import { closeSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';

/**
 * Tests that a file can be written later, without leaving an empty one. Skips pipes, since opening one would signal its end to the reader.
 *
 * @throws Error of node:fs.
 */
export function assertWritable(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFIFO()) return;
  closeSync(openSync(file, 'a'));
  if (!found) rmSync(realpathSync(file));
}
