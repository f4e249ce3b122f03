import { closeSync, lstatSync, openSync, rmSync, statSync } from 'node:fs';

/**
 * Tests that a file can be written later, without leaving an empty one. Skips pipes, since opening one would signal its end to the reader.
 *
 * @throws Error of node:fs; `DANGLING` for a link that leads nowhere, since the file would be created where nobody expects it.
 */
export function assertWritable(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFIFO()) return;
  if (!found && lstatSync(file, { throwIfNoEntry: false }))
    throw Object.assign(new Error('the link leads nowhere'), { code: 'DANGLING' });
  closeSync(openSync(file, 'a'));
  if (!found) rmSync(file);
}
