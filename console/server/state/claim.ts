import { closeSync, openSync, statSync } from 'node:fs';
import { consoleInUse, unusable } from './failure.ts';

/** The files that this process has open: opening a file again would release its lock (POSIX). */
const held = new Set<string>();

/**
 * Locks the file of the state for this process, and creates it if missing, for its owner only: it contains secrets. Returns a function that
 * unlocks it.
 *
 * @throws HookswitchError `bad-file`.
 */
export function claim(folder: string, file: string): () => void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw unusable(folder, `no file can be created in it: ${code}`);
  }
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw unusable(folder, 'console.db in it is not a file', 'move console.db elsewhere');
  const identity = `${stats.dev} ${stats.ino}`;
  if (held.has(identity)) throw consoleInUse(folder);
  held.add(identity);
  return () => held.delete(identity);
}
