import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { HookswitchError } from '../simulator/index.ts';
import { unreadableFile } from './unreadable-file.ts';

const maxBytes = 64 * 1024;

/**
 * The text of a small file; `what` names it in messages.
 *
 * @throws HookswitchError `bad-file` if it can't be read, is larger than 64 KiB, or isn't UTF-8.
 */
export function readText(path: string, what: string): string {
  const bytes = Buffer.alloc(maxBytes + 1);
  let length = 0;
  try {
    const file = openSync(path, 'r');
    try {
      for (let read = -1; read !== 0 && length < bytes.length; length += read) {
        read = readSync(file, bytes, length, bytes.length - length, null);
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadableFile(what, error);
  }
  if (length > maxBytes) {
    throw new HookswitchError('bad-file', `${what} is larger than 64 KiB, so it is probably the wrong file`);
  }
  return utf8Text(bytes.subarray(0, length), what);
}

/**
 * The text in the bytes of a file. PowerShell and Windows editors may write UTF-16.
 *
 * @throws HookswitchError `bad-file`.
 */
export function utf8Text(bytes: Uint8Array, what: string): string {
  if (!isUtf8(bytes)) throw new HookswitchError('bad-file', `${what} is not UTF-8; save it as UTF-8`);
  return Buffer.from(bytes).toString('utf8');
}
