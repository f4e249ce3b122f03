import { closeSync, fstatSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { tryParseForeignJson } from '../../schemas/foreign-json.ts';
import { type Recording, validate } from '../../schemas/index.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { whyNotWritten } from '../../text/errors/system-error.ts';
import { option, sentence } from '../../text/words/option-words.ts';

/** A recording, written line by line. */
export interface RecordingFile {
  /** @throws HookswitchError `bad-file` if the line can't be written completely. A part that was written is removed. */
  add(recording: Recording): void;
  close(): void;
  /** Bytes of an unfinished last line that were removed. A killed run leaves one. */
  readonly cutBytes: number;
}

/**
 * Creates a recording, or opens it to append.
 *
 * @throws HookswitchError `bad-file` if it can't be written or is not a recording.
 */
export function openRecording(name: string, cwd: string): RecordingFile {
  const path = resolve(cwd, name);
  assertRegular(name, path);
  // Read and append; creates the file if it is missing.
  const file = attempt(name, 'cannot be written', () => openSync(path, 'a+'));
  try {
    const cutBytes = attempt(name, 'cannot be read', () => cutUnfinishedLine(name, file));
    return { cutBytes, add: (recording) => addLine(name, file, recording), close: () => closeSync(file) };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function addLine(name: string, file: number, recording: Recording): void {
  const line = Buffer.from(`${JSON.stringify(recording)}\n`);
  const before = fstatSync(file).size;
  try {
    for (let at = 0; at < line.length; ) at += writeSync(file, line, at);
  } catch (error) {
    // A partial line would corrupt the recording.
    ftruncateSync(file, before);
    throw failure(name, 'can no longer be written', error);
  }
}

/** A pipe would block until somebody reads it, and a device has no lines. */
function assertRegular(name: string, path: string): void {
  const stat = attempt(name, 'cannot be written', () => statSync(path, { throwIfNoEntry: false }));
  if (stat === undefined || stat.isFile()) return;
  throw new HookswitchError(
    'bad-file',
    sentence`${name} is not a regular file; choose another file with ${option('record')}, or print the same lines with ${option('json')}`,
  );
}

const chunkBytes = 64 * 1024;

/** Removes everything after the last line break and returns the number of bytes. A file that doesn't begin as a recording is left alone. */
function cutUnfinishedLine(name: string, file: number): number {
  const { size } = fstatSync(file);
  if (size === 0) return 0;
  assertRecording(name, read(file, 0));
  for (let end = size; end > 0; end -= chunkBytes) {
    const start = Math.max(0, end - chunkBytes);
    const lineBreak = read(file, start)
      .subarray(0, end - start)
      .lastIndexOf('\n');
    if (lineBreak < 0) continue;
    const cutBytes = size - (start + lineBreak + 1);
    if (cutBytes > 0) ftruncateSync(file, size - cutBytes);
    return cutBytes;
  }
  throw noRecording(name);
}

function read(file: number, position: number): Buffer {
  const bytes = Buffer.alloc(chunkBytes);
  return bytes.subarray(0, readSync(file, bytes, 0, chunkBytes, position));
}

/** Only the beginning of a long first line is read. */
function assertRecording(name: string, beginning: Buffer): void {
  const [first = '', second] = beginning.toString('utf8').split('\n', 2);
  const isLong = second === undefined && beginning.length === chunkBytes;
  if (isLong ? /^\{"(at|request)":/.test(first) : isRecording(first)) return;
  throw noRecording(name);
}

function isRecording(line: string): boolean {
  return validate('recording', tryParseForeignJson(line)) === undefined;
}

function noRecording(name: string): HookswitchError {
  return new HookswitchError(
    'bad-file',
    sentence`${name} exists and is not a recording, so nothing was added to it; choose another file with ${option('record')}`,
  );
}

function attempt<T>(name: string, what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof HookswitchError ? error : failure(name, what, error);
  }
}

function failure(name: string, what: string, error: unknown): HookswitchError {
  return new HookswitchError(
    'bad-file',
    sentence`the recording ${name} ${what} (${whyNotWritten(error)}); choose another file with ${option('record')}`,
  );
}
