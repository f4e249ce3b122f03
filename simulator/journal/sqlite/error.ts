import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HookswitchError } from '../../../text/errors/errors.ts';
import { whyNotWritten } from '../../../text/errors/system-error.ts';
import { type FileProblem, fileErrorOf } from './file-error.ts';

const sentences: Readonly<Record<FileProblem, (path: string, detail: string) => string>> = {
  'not-created': (path, code) =>
    !isFolder(dirname(resolve(path)))
      ? `the journal ${path} cannot be created: there is no folder ${dirname(resolve(path))}; choose a path in an existing folder`
      : `the journal ${path} cannot be created (${whyNotWritten({ code })}); check its folder, or choose another path`,
  'not-a-file': (path) =>
    `the journal ${path} is not a file; choose a file, or a path that does not exist yet`,
  'not-sqlite': (path) => `${path} is not a journal: it is not an SQLite database; choose another file`,
  'other-kind': (path) =>
    `${path} is not a journal: it is another kind of SQLite database; choose another file`,
  newer: (path, versions) => `the journal ${path} ${versions}; update Hookswitch, or choose another file`,
  'in-use': (path) =>
    `the journal ${path} is in use by another process; wait until it ends, or use another journal`,
  'not-permitted': (path) =>
    `the journal ${path} cannot be opened: no permission to read and write it or its folder; change the permissions, or choose another file`,
  'read-only': (path) =>
    `the journal ${path} cannot be written: it, or its folder, is read-only; make it writable, or use another journal`,
  unavailable: (path) =>
    `the journal ${path} cannot be read or written; check whether the disk is full or no longer available. Earlier entries are kept`,
  'disk-full': (path) =>
    `the journal ${path} cannot be written: the disk is full; free some space. Earlier entries are kept`,
  damaged: (path) => `the journal ${path} is damaged; move it elsewhere to start with a new one`,
  unknown: (path, message) => `the journal ${path} failed: ${message}`,
};

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A problem with a journal's file, as a sentence. */
export function journalFailed(path: string, error: unknown): HookswitchError {
  if (error instanceof HookswitchError) return error;
  const { problem, message } = fileErrorOf(error);
  return new HookswitchError('journal-failed', sentences[problem](path, message));
}
