import { HookswitchError } from '../../errors.ts';
import { Damaged } from './cell.ts';

/** A problem with a journal's file, as a sentence. */
export function journalFailed(path: string, error: unknown): HookswitchError {
  if (error instanceof HookswitchError) return error;
  return new HookswitchError('journal-failed', sentence(path, error));
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html; the extended ones have it in their low byte. */
const results: Readonly<Record<number, (path: string) => string>> = {
  3: (path) => notPermitted(path),
  5: (path) => inUse(path),
  8: (path) =>
    `the journal ${path} cannot be written: it, or its folder, is read-only; make it writable, or use another journal`,
  10: (path) =>
    `the journal ${path} cannot be read or written; check whether the disk is full or no longer available. Earlier entries are kept`,
  11: (path) => damaged(path),
  13: (path) =>
    `the journal ${path} cannot be written: the disk is full; free some space. Earlier entries are kept`,
  14: (path) => notPermitted(path),
  // Our own rows never violate a constraint, so something else wrote to the file.
  19: (path) => damaged(path),
  26: (path) => `${path} is not a journal: it is not an SQLite database; choose another file`,
};

function sentence(path: string, error: unknown): string {
  if (error instanceof Damaged) return damaged(path);
  const { rawCode = 0, message } = error as { readonly rawCode?: number; readonly message?: string };
  const known = results[rawCode & 0xff];
  return known ? known(path) : `the journal ${path} failed: ${message ?? String(error)}`;
}

export function inUse(path: string): string {
  return `the journal ${path} is in use by another process; wait until it ends, or use another journal`;
}

export function notPermitted(path: string): string {
  return `the journal ${path} cannot be opened: no permission to read and write it or its folder; change the permissions, or choose another file`;
}

export function damaged(path: string): string {
  return `the journal ${path} is damaged; move it elsewhere to start with a new one`;
}
