import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { openReplacement, replaceFile, writing } from '../../../files/index.ts';
import { tryParseForeignJson } from '../../../schemas/foreign-json.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../../shared/io.ts';

/** The file of the serial numbers whose records the receiver may have stored, to delete them later. */
export interface Records {
  note(message: unknown): void;
  close(): void;
  /**
   * Leaves an empty list if the receiver stored nothing.
   *
   * @throws HookswitchError `bad-file` if a line could not be written.
   */
  complete(): void;
}

const maxSerials = 100_000;

/**
 * One serial number per line, written immediately, so that even a killed check leaves the list. The first replaces the list of an earlier
 * check: its records remain if this check stores none.
 *
 * @throws HookswitchError `bad-file`, also if the file is not such a list.
 */
export function openRecords(name: string, io: Io): Records {
  const path = resolve(io.cwd, name);
  if (!writing(name, () => isReplaceable(path))) {
    throw new HookswitchError(
      'bad-file',
      `${name} exists and is not a list of serial numbers that --records wrote, so nothing was written; choose another file`,
    );
  }
  const file = writing(name, () => openReplacement(path));
  const seen = new Set<string>();
  let failure: unknown;
  return {
    note(message) {
      const added = serialsIn(message).filter((sn) => !seen.has(sn));
      if (added.length === 0 || failure || seen.size >= maxSerials) return;
      for (const sn of added) seen.add(sn);
      try {
        writing(name, () => file.append(added.map((sn) => `${lineOf(sn)}\n`).join('')));
      } catch (error) {
        failure = error;
      }
    },
    close: file.close,
    complete() {
      if (failure) throw failure;
      if (!existsSync(path)) writing(name, () => replaceFile(path, ''));
    },
  };
}

function serialsIn(message: unknown): string[] {
  const value = message instanceof Uint8Array ? parsed(message) : message;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return [
    ...new Set(items.flatMap((item) => (isRecord(item) && typeof item.sn === 'string' ? [item.sn] : []))),
  ];
}

/** A message may be nested deeply, in a field that a receiver may ignore. Only the outermost levels are read. */
function parsed(message: Uint8Array): unknown {
  return tryParseForeignJson(Buffer.from(message).toString('utf8'), Number.POSITIVE_INFINITY);
}

/** Some rules send unusual serial numbers. Those with spaces, quotes or other characters are JSON. */
function lineOf(sn: string): string {
  return plainSerial.test(sn) ? sn : JSON.stringify(sn);
}

const plainSerial = /^[\w.:/-]+$/;
/** Most serial numbers of a check. */
const usualSerial = /^36[A-Z\d]{14}$/;
/** More than {@link maxSerials} take (bytes). */
const maxListBytes = 64 * 1024 ** 2;

/** Whether nothing is lost: there is no file, or it is a list that an earlier check wrote, or no regular file. */
function isReplaceable(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size === 0) return true;
  if (found.size > maxListBytes) return false;
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.some((line) => usualSerial.test(line)) && lines.every(isSerialLine);
}

function isSerialLine(line: string): boolean {
  return plainSerial.test(line) || typeof tryParseForeignJson(line) === 'string';
}
