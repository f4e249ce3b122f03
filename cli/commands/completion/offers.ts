import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';
import { faults, profileChoices, scenarios } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';
import type { Completes } from '../../shared/options/option.ts';

/** What a shell suggests at a position: names, paths, or nothing. */
export type Offer = Omit<Completes, 'names'> & { readonly names: readonly string[] };

export function offerOf(completes: Completes = {}): Offer {
  const { names = [] } = completes;
  return { ...completes, names: typeof names === 'string' ? namesOf[names]() : names };
}

export function isEmpty({ names, path }: Offer): boolean {
  return names.length === 0 && path === undefined;
}

const namesOf = {
  choices: () => Object.keys(profileChoices),
  faults: () => faults.map(({ name }) => name),
  receivers: () => [...correctReceivers, ...brokenReceivers].map(({ name }) => name),
  rules: () => rules.map(({ id }) => id),
  scenarios: () => scenarios.map(({ name }) => name),
};
