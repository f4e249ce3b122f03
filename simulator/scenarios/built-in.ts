import type { Scenario, ScenarioStep } from '../../schemas/generated/types.ts';
import { namesFrom, type ScenarioNames } from './names.ts';

/** A built-in scenario. */
export interface BuiltInScenario {
  /** Its name in `hookswitch send --scenario`. */
  readonly name: string;
  /** What happens, as a sentence. */
  readonly description: string;
  /** Generates the scenario. The seed determines its serial numbers and DIDs: use a new seed for each run to avoid conflicts. */
  readonly make: (seed: number) => Scenario;
}

export function defineScenario(
  name: string,
  description: string,
  steps: (names: ScenarioNames) => ScenarioStep[],
): BuiltInScenario {
  return { name, description, make: (seed) => ({ name, description, steps: steps(namesFrom(seed, name)) }) };
}
