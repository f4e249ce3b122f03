import { resolve } from 'node:path';
import { readText } from '../../../runner/files/read-text.ts';
import { validate } from '../../../schemas/index.ts';
import { parseChecked } from '../../../schemas/json-text.ts';
import { HookswitchError, type Profile, profileChoices } from '../../../simulator/index.ts';
import { quote } from '../../../text/quote.ts';
import { oneLine } from '../../../text/visible.ts';
import type { Io } from '../io.ts';
import type { ProfileFlags } from '../options/profile.ts';

/**
 * What was given of a profile: the file of `--profile`, and over it each `--choice` and `--get-carriage`. Whatever is absent keeps its
 * default.
 *
 * @throws HookswitchError `bad-file` when it cannot be read, `bad-profile` with the place of the mistake.
 */
export function readProfile(flags: ProfileFlags, io: Pick<Io, 'cwd'>): Partial<Profile> {
  const fromFile = flags.profile === undefined ? {} : readFile(flags.profile, resolve(io.cwd, flags.profile));
  const carriage = flags.getCarriage === undefined ? {} : { getCarriage: flags.getCarriage };
  return { ...fromFile, ...readChoices(flags.choice ?? []), ...carriage };
}

/** `name=value`, each value as its choice takes it. */
function readChoices(choices: readonly string[]): Partial<Profile> {
  const value = Object.fromEntries(choices.map(readChoice));
  const problem = validate('profile', value);
  if (problem) throw new HookswitchError('bad-profile', `--choice: ${problem.sentence}`);
  return value as Partial<Profile>;
}

function readChoice(text: string): [name: string, value: unknown] {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  if (rest.length === 0) {
    throw new HookswitchError(
      'bad-profile',
      `--choice ${quote(text)} has to be name=value, such as spacing=indented`,
    );
  }
  const choices: Record<string, { readonly values: unknown }> = profileChoices;
  const kind = Object.hasOwn(choices, name) ? choices[name]?.values : undefined;
  if (kind === 'yes-no' && /^(true|false)$/.test(value)) return [name, value === 'true'];
  return [name, kind === 'milliseconds' && /^\d+$/.test(value) ? Number(value) : value];
}

function readFile(name: string, path: string): Partial<Profile> {
  return parseChecked(
    readText(path, `the profile ${name}`),
    (value) => validate('profile', value),
    (sentence) => {
      throw new HookswitchError('bad-profile', `${name}: ${oneLine(sentence)}`);
    },
  );
}
