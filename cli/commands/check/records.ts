import { appendFileSync, closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { writing } from '../../../files/index.ts';
import { tryParseForeignJson } from '../../../schemas/foreign-json.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import type { HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../../shared/io.ts';

/** The file of the serial numbers whose records the receiver may have stored, to delete them later. */
export interface Records {
  note(message: unknown): void;
  /** @throws HookswitchError `bad-file` if a line could not be written. */
  close(): void;
}

const maxSerials = 100_000;

/** One serial number per line, written immediately, so that even a killed check leaves the list. @throws HookswitchError `bad-file`. */
export function openRecords(name: string, io: Io): Records {
  const file = writing(name, () => openSync(resolve(io.cwd, name), 'w'));
  const seen = new Set<string>();
  let failure: HookswitchError | undefined;
  return {
    note(message) {
      const added = serialsIn(message).filter((sn) => !seen.has(sn));
      if (added.length === 0 || failure || seen.size >= maxSerials) return;
      for (const sn of added) seen.add(sn);
      try {
        writing(name, () => appendFileSync(file, added.map((sn) => `${lineOf(sn)}\n`).join('')));
      } catch (error) {
        failure = error as HookswitchError;
      }
    },
    close() {
      closeSync(file);
      if (failure) throw failure;
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
  return /^[\w.:/-]+$/.test(sn) ? sn : JSON.stringify(sn);
}
