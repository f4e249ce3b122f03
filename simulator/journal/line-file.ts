import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type ErrorCode, HookswitchError } from '../../text/errors/errors.ts';
import { whyNotWritten } from '../../text/errors/system-error.ts';
import { lockPath } from './file-lock.ts';

/** What a file of lines is called in messages. */
export interface LineFileWords {
  /** `journal`, `recording`. */
  readonly kind: string;
  /** The code of its errors. */
  readonly code: ErrorCode;
  /** What to do if the file can't be used: `choose another file`. */
  readonly instead: string;
  /** The same for a pipe or a device, if there is more to do. */
  readonly insteadOfDevice?: string;
  /** Who may read a new file. Default: as the user's umask says. */
  readonly mode?: number;
}

/** A line of a file. */
export interface FileLine {
  /** From 1. */
  readonly n: number;
  readonly text: string;
  /** Where it ends in the file (bytes). */
  readonly end: number;
}

const chunkBytes = 64 * 1024;
/** A smaller file isn't written anew. */
const maxUntidyBytes = 16 * 1024 ** 2;
/** Longer than any line that is written here. A string can't be much longer. */
const maxLineBytes = 256 * 1024 ** 2;

/**
 * A file of JSON lines that only grows. A line that was written survives a kill of the process; a line that was being written when it was
 * killed is removed when the file is opened again.
 */
export class LineFile {
  readonly #name: string;
  readonly #path: string;
  readonly #words: LineFileWords;
  #file: number;
  #size: number;
  /** The size when the file was last written anew. */
  #tidySize = 0;
  #failure: HookswitchError | undefined;
  /** Bytes of an unfinished last line, which were removed. */
  readonly cutBytes: number;

  /**
   * Opens a file, or creates it.
   *
   * @param name The path as the user gave it.
   * @param isOwn Whether this is the first line of such a file. Otherwise nothing is changed in it.
   * @throws HookswitchError.
   */
  constructor(name: string, words: LineFileWords, isOwn: (line: string) => boolean, cwd = process.cwd()) {
    this.#name = name;
    this.#path = resolve(cwd, name);
    this.#words = words;
    this.#assertRegular();
    // Reads and appends; creates the file if it is missing.
    this.#file = this.#attempt('cannot be written', () => openSync(this.#path, 'a+', words.mode));
    try {
      this.#size = this.#attempt('cannot be read', () => fstatSync(this.#file).size);
      this.#assertOwn(isOwn);
      const before = this.#size;
      this.cutAt(this.#attempt('cannot be read', () => this.#endOfLastLine()));
      this.cutBytes = before - this.#size;
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
  }

  /** The size of the file (bytes). */
  get size(): number {
    return this.#size;
  }

  /** Every line, read anew. */
  *lines(): Generator<FileLine> {
    let begun: Buffer[] = [];
    let begunBytes = 0;
    let start = 0;
    let n = 1;
    for (let at = 0; at < this.#size; ) {
      const chunk = this.#attempt('cannot be read', () => this.#read(at));
      if (chunk.length === 0) return;
      at += chunk.length;
      let from = 0;
      for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
        const line = Buffer.concat([...begun, chunk.subarray(from, end)]);
        yield { n, text: line.toString('utf8'), end: start + line.length + 1 };
        n += 1;
        start += line.length + 1;
        from = end + 1;
        begun = [];
        begunBytes = 0;
      }
      begun.push(chunk.subarray(from));
      begunBytes += chunk.length - from;
      if (begunBytes > maxLineBytes) throw this.damaged(n);
    }
  }

  /**
   * Appends a line for each value, in one call to the system.
   *
   * @throws HookswitchError if they can't be written completely. A part that was written is removed, and the file takes no more.
   */
  append(values: readonly unknown[]): void {
    if (this.#failure) throw this.#failure;
    let bytes = 0;
    try {
      bytes = writeAll(this.#file, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
    } catch (error) {
      this.#failure = this.#failed('can no longer be written', error);
      // Part of a line would damage the file.
      this.#attempt('can no longer be written', () => ftruncateSync(this.#file, this.#size));
      throw this.#failure;
    }
    this.#size += bytes;
  }

  /**
   * Writes the file anew when it has become twice as large as after the last time. A kill leaves the old file or the new one.
   *
   * @param values The lines that are still needed.
   */
  tidy(values: () => Iterable<unknown>): void {
    if (this.#failure || this.#size < 2 * this.#tidySize + maxUntidyBytes) return;
    // Also if it fails: the next try comes when the file has doubled again.
    this.#tidySize = this.#size;
    const path = `${this.#path}.new`;
    let file: number | undefined;
    try {
      rmSync(path, { force: true });
      file = openSync(path, 'ax+', this.#words.mode);
      for (const value of values()) writeAll(file, `${JSON.stringify(value)}\n`);
      // So that a power failure doesn't leave an empty file.
      fsyncSync(file);
      renameSync(path, this.#path);
    } catch {
      // The disk may be full, which is reported when something is written. The old file is still complete.
      if (file !== undefined) closeSync(file);
      return;
    }
    closeSync(this.#file);
    this.#file = file;
    this.#size = fstatSync(file).size;
    this.#tidySize = this.#size;
  }

  /** Removes everything after this many bytes. */
  cutAt(bytes: number): void {
    if (bytes < this.#size) this.#attempt('cannot be written', () => ftruncateSync(this.#file, bytes));
    this.#size = Math.min(bytes, this.#size);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** The error for a line that nobody here wrote. */
  damaged(n: number): HookswitchError {
    const { kind, code, instead } = this.#words;
    return new HookswitchError(
      code,
      `the ${kind} ${this.#name} is damaged in line ${n}; move it elsewhere to start with a new one, or ${instead}`,
    );
  }

  /** A pipe would block until somebody reads it, and a device has no lines. */
  #assertRegular(): void {
    const { code, instead, insteadOfDevice = instead } = this.#words;
    const stat = this.#attempt('cannot be written', () => statSync(this.#path, { throwIfNoEntry: false }));
    if (stat === undefined || stat.isFile()) return;
    throw new HookswitchError(code, `${this.#name} is not a regular file; ${insteadOfDevice}`);
  }

  /** A long first line is checked later, when the lines are read. */
  #assertOwn(isOwn: (line: string) => boolean): void {
    if (this.#size === 0) return;
    const beginning = this.#attempt('cannot be read', () => this.#read(0)).toString('utf8');
    const [first = '', second] = beginning.split('\n', 2);
    if (second === undefined && this.#size > chunkBytes ? first.startsWith('{"') : isOwn(first)) return;
    const { kind, code, instead } = this.#words;
    throw new HookswitchError(
      code,
      `${this.#name} exists and is not a ${kind}, so nothing was added to it; ${instead}`,
    );
  }

  #endOfLastLine(): number {
    for (let end = this.#size; end > 0; end -= chunkBytes) {
      const start = Math.max(0, end - chunkBytes);
      const lineBreak = this.#read(start)
        .subarray(0, end - start)
        .lastIndexOf('\n');
      if (lineBreak >= 0) return start + lineBreak + 1;
    }
    return 0;
  }

  #read(position: number): Buffer {
    const bytes = Buffer.alloc(chunkBytes);
    return bytes.subarray(0, readSync(this.#file, bytes, 0, chunkBytes, position));
  }

  #attempt<T>(what: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw this.#failed(what, error);
    }
  }

  #failed(what: string, error: unknown): HookswitchError {
    const { kind, code, instead } = this.#words;
    return new HookswitchError(
      code,
      `the ${kind} ${this.#name} ${what} (${whyNotWritten(error)}); ${instead}`,
    );
  }
}

/** Returns the number of bytes. The system may write a part and wait for the rest. */
function writeAll(file: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  return bytes.length;
}

/**
 * Opens a file for this process alone.
 *
 * @throws HookswitchError, also if another process has it open.
 */
export async function openLocked(
  name: string,
  words: LineFileWords,
  isOwn: (line: string) => boolean,
): Promise<{ readonly file: LineFile; readonly close: () => void }> {
  const unlock = await lock(name, words);
  try {
    const file = new LineFile(name, words, isOwn);
    const close = () => {
      file.close();
      unlock();
    };
    return { file, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function lock(name: string, { kind, code, instead }: LineFileWords): Promise<() => void> {
  const fail = (what: string) => new HookswitchError(code, `the ${kind} ${name} ${what}, or ${instead}`);
  const unlock = await lockPath(realPath(resolve(name))).catch((error) => {
    throw fail(`cannot be locked (${whyNotWritten(error)}); check the system's limits`);
  });
  if (!unlock) throw fail('is in use by another process; wait until it ends');
  return unlock;
}

/** Also of a file that doesn't exist yet. If its folder is missing, opening it says so. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}
