import { closeSync, fstatSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseForeignJson } from '../../schemas/foreign-json.ts';
import { type Recording, validate } from '../../schemas/index.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { option, sentence } from '../../text/option-words.ts';

/** A recording that grows a line at a time. */
export interface RecordingFile {
  /** @throws HookswitchError `bad-file` when it cannot be written whole; what was written of it is taken back. */
  add(recording: Recording): void;
  close(): void;
  /** Bytes of an unfinished last line, of a run that was killed, that were cut off. */
  readonly cutBytes: number;
}

/**
 * Opens a recording to add to, or makes it.
 *
 * @throws HookswitchError `bad-file` when it cannot be written, or is something else than a recording.
 */
export function openRecording(name: string, cwd: string): RecordingFile {
  const path = resolve(cwd, name);
  assertRegular(name, path);
  // Reading and appending: the file is made when there is none.
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
    // Half a line would spoil what is there.
    ftruncateSync(file, before);
    throw failure(name, 'can no longer be written', error);
  }
}

/** A pipe would wait for its reader, a device has no lines. */
function assertRegular(name: string, path: string): void {
  const stat = attempt(name, 'cannot be written', () => statSync(path, { throwIfNoEntry: false }));
  if (stat === undefined || stat.isFile()) return;
  throw new HookswitchError(
    'bad-file',
    sentence`${name} is not a regular file; give another to ${option('record')}, or read the same lines from ${option('json')}`,
  );
}

const chunkBytes = 64 * 1024;

/** How many bytes were cut off behind the last line break. What does not begin with a recording is left alone. */
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

/** Of a long first line only the beginning is looked at. */
function assertRecording(name: string, beginning: Buffer): void {
  const [first = '', second] = beginning.toString('utf8').split('\n', 2);
  const isLong = second === undefined && beginning.length === chunkBytes;
  if (isLong ? /^\{"(at|request)":/.test(first) : isRecording(first)) return;
  throw noRecording(name);
}

function isRecording(line: string): boolean {
  try {
    return validate('recording', parseForeignJson(line)) === undefined;
  } catch {
    return false;
  }
}

function noRecording(name: string): HookswitchError {
  return new HookswitchError(
    'bad-file',
    sentence`${name} exists and is not a recording, so nothing was added to it; give another file to ${option('record')}`,
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
  const { code } = error as NodeJS.ErrnoException;
  const why = code === 'ENOSPC' ? 'the disk is full' : code;
  return new HookswitchError(
    'bad-file',
    sentence`the recording ${name} ${what} (${why ?? ''}); give another file to ${option('record')}`,
  );
}
