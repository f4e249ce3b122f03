import type { Scenario, ScenarioStep } from '../../schemas/generated/types.ts';
import { namesFrom, type ScenarioNames } from './names.ts';

/** A scenario that comes with Hookswitch. */
export interface BuiltInScenario {
  /** What `hookswitch send --scenario` calls it. */
  readonly name: string;
  /** What happens, in a sentence. */
  readonly description: string;
  /** The same for the same seed; serial numbers and DIDs are generated, so that two runs do no harm to each other. */
  readonly make: (seed: number) => Scenario;
}

export function defineScenario(
  name: string,
  description: string,
  steps: (names: ScenarioNames) => ScenarioStep[],
): BuiltInScenario {
  return { name, description, make: (seed) => ({ name, description, steps: steps(namesFrom(seed, name)) }) };
}
