import { defaultProfile, type Profile, profileChoices } from './profile.ts';
import { seededChoices, subSeed } from './random.ts';

type ChoiceName = keyof Profile;
type Candidate = Profile[ChoiceName];

/**
 * Chooses a plausible value for everything that the vendor leaves open, so that receivers don't depend on the defaults. Pure: the same seed
 * gives the same profile on every machine. Each value is chosen independently, so a choice that is added in a later version doesn't change
 * the others.
 *
 * @param seed A whole number.
 */
export function varyProfile(seed: number): Profile {
  const names = Object.keys(profileChoices) as ChoiceName[];
  return Object.fromEntries(names.map((name) => [name, pick(seed, name)])) as Profile;
}

/** The sender's profile: the values in `given` over those varied by the seed `variedBy`, or over the defaults without a seed. */
export function chooseProfile(given: Partial<Profile>, variedBy?: number): Profile {
  return { ...(variedBy === undefined ? defaultProfile : varyProfile(variedBy)), ...given };
}

/** The values that {@link varyProfile} picks from. */
export function variedValues(name: ChoiceName): readonly Candidate[] {
  const choice: { readonly values: unknown; readonly varied?: readonly Candidate[] } = profileChoices[name];
  if (choice.varied) return choice.varied;
  return choice.values === 'yes-no' ? [false, true] : (choice.values as readonly Candidate[]);
}

function pick(seed: number, name: ChoiceName): Candidate {
  return seededChoices(subSeed(seed, `profile/${name}`)).oneOf(variedValues(name));
}
