import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { HookswitchError } from '../simulator/index.ts';
import { option, sentence as say } from '../text/words/option-words.ts';
import { readJournal } from './journal-deliveries.ts';
import { notForwarded } from './missed.ts';
import { parseText } from './parse-text.ts';
import type { Reading, ReadRecording } from './recorded.ts';

const sqliteMagic = 'SQLite format 3\0';

/** Where to read a recording. */
interface Place {
  /** Absent: a stream. */
  readonly path: string | undefined;
  /** All bytes; `undefined` if Ctrl-C came first. */
  readonly read: () => Promise<Buffer | undefined>;
}

/**
 * Detects by content whether a file is a recording, a report or a journal. `undefined` if Ctrl-C came while it was read.
 *
 * @throws HookswitchError `bad-file`, `bad-recording`, `journal-failed`, `no-rule`.
 */
export async function readRecording(
  reading: Reading,
  { path, read }: Place,
): Promise<ReadRecording | undefined> {
  if (path !== undefined && beginningOf(path) === sqliteMagic) {
    if (reading.isOnlyMissed) throw notForwarded(reading.name);
    return readJournal(path, reading);
  }
  const bytes = await read();
  if (!bytes) return undefined;
  if (bytes.toString('latin1', 0, sqliteMagic.length) === sqliteMagic) {
    const sentence = `${reading.name} is a journal, which can't be read from standard input; give the file name`;
    throw new HookswitchError('bad-recording', sentence);
  }
  if (!isUtf8(bytes)) throw notUtf8(bytes, reading.name);
  return parseText(bytes.toString('utf8'), reading);
}

/** A pipe can't be read twice. A read error shows up when the whole file is read. */
function beginningOf(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return '';
  const bytes = Buffer.alloc(sqliteMagic.length);
  try {
    const file = openSync(path, 'r');
    try {
      return bytes.toString('latin1', 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

function notUtf8(bytes: Buffer, name: string): HookswitchError {
  let line = 1;
  for (let at = 0; ; line += 1) {
    const end = bytes.indexOf('\n', at);
    if (end < 0 || !isUtf8(bytes.subarray(at, end))) break;
    at = end + 1;
  }
  return new HookswitchError(
    'bad-recording',
    say`${name}, line ${line}, column 1: this is not UTF-8; create a recording with listen ${option('record')}`,
  );
}
