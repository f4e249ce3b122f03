import { resolve } from 'node:path';
import { validate } from '../schemas/index.ts';
import { HookswitchError, type Profile } from '../simulator/index.ts';
import { oneLine } from '../suites/reports/visible.ts';
import type { Io } from './io.ts';
import { parseJson } from './json-text.ts';
import { readText } from './read-text.ts';

export interface ProfileFlags {
  /** A JSON file, see schemas/profile.schema.json. */
  readonly profile?: string;
  readonly getCarriage?: Profile['getCarriage'];
}

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
  const value = parse(name, readText(path, `the profile ${name}`));
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
