import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { validate } from '../schemas/index.ts';
import { HookswitchError, type Profile } from '../simulator/index.ts';
import { oneLine } from '../suites/reports/visible.ts';
import type { Io } from './io.ts';
import { parseJson } from './json-text.ts';

export interface ProfileFlags {
  /** A JSON file, see schemas/profile.schema.json. */
  readonly profile?: string;
  readonly getCarriage?: Profile['getCarriage'];
}

const maxBytes = 64 * 1024;

/**
 * What was given of a profile: the file of `--profile`, and `--get-carriage` over it. Whatever is absent keeps its default.
 *
 * @throws HookswitchError `bad-file` when it cannot be read, `bad-profile` with the place of the mistake.
 */
export function readProfile(flags: ProfileFlags, io: Pick<Io, 'cwd'>): Partial<Profile> {
  const fromFile = flags.profile === undefined ? {} : readFile(flags.profile, resolve(io.cwd, flags.profile));
  return { ...fromFile, ...(flags.getCarriage === undefined ? {} : { getCarriage: flags.getCarriage }) };
}

function readFile(name: string, path: string): Partial<Profile> {
  const value = parse(name, readText(name, path));
  const problem = validate('profile', value);
  if (problem) throw new HookswitchError('bad-profile', `${name}: ${problem.sentence}`);
  return value as Partial<Profile>;
}

function parse(name: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HookswitchError('bad-profile', `the profile ${name} is no JSON: ${oneLine(reason)}`);
  }
}

function readText(name: string, path: string): string {
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
    const { code } = error as NodeJS.ErrnoException;
    throw new HookswitchError('bad-file', `the profile ${name} cannot be read (${code})`);
  }
  if (length > maxBytes) {
    throw new HookswitchError('bad-file', `the profile ${name} is larger than 64 KiB, so it is no profile`);
  }
  return bytes.toString('utf8', 0, length);
}
