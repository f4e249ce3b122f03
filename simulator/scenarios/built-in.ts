import type { Scenario, ScenarioStep } from '../../schemas/generated/types.ts';
import { type Draw, drawFrom } from './draw.ts';

/** A scenario that comes with Hookswitch. */
export interface BuiltInScenario {
  /** What `hookswitch send --scenario` calls it. */
  readonly name: string;
  /** What happens, in a sentence. */
  readonly description: string;
  /** The same for the same seed; serial numbers and DIDs are drawn, so that two lives do no harm to each other. */
  readonly make: (seed: number) => Scenario;
}

export function defineScenario(
  name: string,
  description: string,
  live: (draw: Draw) => ScenarioStep[],
): BuiltInScenario {
  return { name, description, make: (seed) => ({ name, description, steps: live(drawFrom(seed, name)) }) };
}
