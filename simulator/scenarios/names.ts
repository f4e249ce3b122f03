import type { ScenarioDid } from '../../schemas/generated/types.ts';
import { base36 } from '../message/generate.ts';
import { seededChoices, subSeed } from '../random.ts';

/** Names for a scenario. Scenarios with different seeds practically never share a PBX or a DID. */
export interface ScenarioNames {
  /** A whole number below the limit. */
  readonly upTo: (limit: number) => number;
  /** A serial number, 16 characters as in the vendor's examples: `36XXXXXXXXXXXXZK`. */
  readonly serial: () => string;
  /** The DIDs of a new trunk, with consecutive numbers. */
  readonly trunk: (name: string, dids: number) => ScenarioDid[];
  /** The same numbers on another trunk, where they have other ids. */
  readonly ported: (dids: readonly ScenarioDid[], name: string) => ScenarioDid[];
}

/** Everything depends only on the seed and the name of the scenario. */
export function namesFrom(seed: number, name: string): ScenarioNames {
  const { upTo } = seededChoices(subSeed(seed, name));
  const common = base36(upTo, 9);
  let serials = 0;
  let nextId = 1_000_000 + 1000 * upTo(8_000_000);
  const newId = () => String(nextId++);
  const asTrunk = (name: string, numbers: readonly string[]) => {
    const trunk = { trunkId: newId(), trunkName: `${name}_${base36(upTo, 6)}` };
    return numbers.map((did) => ({ did, didId: newId(), ...trunk }));
  };
  return {
    upTo,
    serial() {
      serials += 1;
      return `36${common}${serials.toString(36).toUpperCase().padStart(3, '0')}ZK`;
    },
    trunk(name, dids) {
      const first = 1_000_000_000 + 1000 * upTo(8_000_000);
      return asTrunk(
        name,
        Array.from({ length: dids }, (_, n) => String(first + n)),
      );
    },
    ported: (dids, name) =>
      asTrunk(
        name,
        dids.map(({ did }) => did),
      ),
  };
}
