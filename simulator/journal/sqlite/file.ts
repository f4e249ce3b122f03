import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { FileError } from './file-error.ts';

/** What marks a file as one of ours. */
export interface FileKind {
  /** SQLite's `application_id`. */
  readonly applicationId: number;
  /** SQLite's `user_version`. */
  readonly schemaVersion: number;
}

/** Files locked by this process. */
const held = new Set<string>();

/**
 * Locks a file for this process, and creates it if it is missing. Returns a function that unlocks it. A file of another kind isn't opened
 * with SQLite, which could change it.
 *
 * @throws FileError
 */
export function claimFile(file: string, kind: FileKind): () => void {
  makeFile(file);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new FileError('not-a-file');
  const identity = `${stats.dev} ${stats.ino}`;
  // Closing a file releases every lock that this process has on it (POSIX), so a locked file must not be opened to inspect it.
  if (held.has(identity)) throw new FileError('in-use');
  const header = headerOf(file);
  if (header.length > 0) identify(header, kind);
  held.add(identity);
  return () => held.delete(identity);
}

/** Only for its owner: it contains secrets, telephone numbers and responses of receivers. */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code !== 'EEXIST') throw new FileError('not-created', code);
  }
}

const magic = 'SQLite format 3\0';
/** Offsets of numbers in the header of an SQLite file, https://sqlite.org/fileformat.html#the_database_header. */
const versionAt = 60;
const applicationAt = 68;
const headerBytes = 100;

function headerOf(file: string): Buffer {
  try {
    const descriptor = openSync(file, 'r+');
    const header = Buffer.alloc(headerBytes);
    const length = readSync(descriptor, header);
    closeSync(descriptor);
    return header.subarray(0, length);
  } catch {
    throw new FileError('not-permitted');
  }
}

function identify(header: Buffer, { applicationId, schemaVersion }: FileKind): void {
  if (header.length < headerBytes || !header.toString('latin1').startsWith(magic))
    throw new FileError('not-sqlite');
  if (header.readUInt32BE(applicationAt) !== applicationId) throw new FileError('other-kind');
  const version = header.readUInt32BE(versionAt);
  if (version > schemaVersion)
    throw new FileError(
      'newer',
      `has version ${version}, but this Hookswitch supports versions up to ${schemaVersion}`,
    );
}
