import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { HookswitchError } from '../../errors.ts';
import { inUse, notPermitted } from './error.ts';
import { applicationId, schemaVersion } from './schema.ts';

/** Files locked by this process. */
const held = new Set<string>();

/**
 * Locks a file as a journal of this process, and creates it if it is missing. Returns a function that unlocks it. A file of another kind
 * isn't opened with SQLite, which could change it.
 *
 * @throws HookswitchError `journal-failed`.
 */
export function claimFile(path: string, file: string): () => void {
  if (path === '' || path.includes('\0'))
    refuse(`the path of the journal, ${JSON.stringify(path)}, is not a valid path; give the path of a file`);
  makeFile(path, file);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile())
    refuse(`the journal ${path} is not a file; choose a file, or a path that does not exist yet`);
  const identity = `${stats.dev} ${stats.ino}`;
  // Closing a file releases every lock that this process has on it (POSIX), so a locked file must not be opened to inspect it.
  if (held.has(identity)) refuse(inUse(path));
  const header = headerOf(path, file);
  if (header.length > 0) identify(path, header);
  held.add(identity);
  return () => held.delete(identity);
}

/** Only for its owner: it contains telephone numbers and responses of receivers. */
function makeFile(path: string, file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      refuse(
        `the journal ${path} cannot be created: there is no folder ${dirname(file)}; choose a path in an existing folder`,
      );
    refuse(`the journal ${path} cannot be created (${code}); check its folder, or choose another path`);
  }
}

const magic = 'SQLite format 3\0';
/** Offsets of numbers in the header of an SQLite file, https://sqlite.org/fileformat.html#the_database_header. */
const versionAt = 60;
const applicationAt = 68;
const headerBytes = 100;

function headerOf(path: string, file: string): Buffer {
  try {
    const descriptor = openSync(file, 'r+');
    const header = Buffer.alloc(headerBytes);
    const length = readSync(descriptor, header);
    closeSync(descriptor);
    return header.subarray(0, length);
  } catch {
    return refuse(notPermitted(path));
  }
}

function identify(path: string, header: Buffer): void {
  if (header.length < headerBytes || !header.toString('latin1').startsWith(magic))
    refuse(`${path} is not a journal: it is not an SQLite database; choose another file`);
  if (header.readUInt32BE(applicationAt) !== applicationId)
    refuse(`${path} is not a journal: it is another kind of SQLite database; choose another file`);
  const version = header.readUInt32BE(versionAt);
  if (version > schemaVersion)
    refuse(
      `the journal ${path} has version ${version}, but this Hookswitch supports versions up to ${schemaVersion}; update Hookswitch, or choose another file`,
    );
}

function refuse(sentence: string): never {
  throw new HookswitchError('journal-failed', sentence);
}
