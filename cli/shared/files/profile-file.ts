import { resolve } from 'node:path';
import { readChecked } from '../../../files/index.ts';
import type { ProfileFlags } from '../../../options/profile.ts';
import { validate } from '../../../schemas/index.ts';
import { HookswitchError, type Profile, profileChoices } from '../../../simulator/index.ts';
import { quote } from '../../../text/words/quote.ts';
import type { Io } from '../io.ts';

/**
 * The given profile values: the file of `--profile`, overridden by `--set-profile` and `--payload-in`. Missing values keep their defaults.
 *
 * @throws HookswitchError `bad-file` if it can't be read, `bad-profile` with the place of the mistake.
 */
export function readProfile(flags: ProfileFlags, io: Pick<Io, 'cwd'>): Partial<Profile> {
  const fromFile = flags.profile === undefined ? {} : readFile(flags.profile, io);
  const carriage = flags.payloadIn === undefined ? {} : { payloadIn: flags.payloadIn };
  return { ...fromFile, ...readChoices(flags.setProfile ?? []), ...carriage };
}

/** `name=value`, parsed as its choice requires. */
function readChoices(choices: readonly string[]): Partial<Profile> {
  const value = Object.fromEntries(choices.map(readChoice));
  const problem = validate('profile', value);
  if (problem) throw new HookswitchError('bad-profile', `--set-profile: ${problem.message}`);
  return value as Partial<Profile>;
}

function readChoice(text: string): [name: string, value: unknown] {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  if (rest.length === 0) {
    throw new HookswitchError(
      'bad-profile',
      `--set-profile ${quote(text)} must be name=value, such as spacing=indented`,
    );
  }
  const choices: Record<string, { readonly values: unknown }> = profileChoices;
  const kind = Object.hasOwn(choices, name) ? choices[name]?.values : undefined;
  if (kind === 'yes-no' && /^(true|false)$/.test(value)) return [name, value === 'true'];
  return [name, kind === 'milliseconds' && /^\d+$/.test(value) ? Number(value) : value];
}

function readFile(name: string, { cwd }: Pick<Io, 'cwd'>): Partial<Profile> {
  const what = `the profile ${name}`;
  return readChecked({ path: resolve(cwd, name), name, what, schema: 'profile', code: 'bad-profile' });
}
