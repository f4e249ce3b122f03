import type { ScenarioDid } from '../../schemas/generated/types.ts';
import { seededRandom, subSeed } from '../random.ts';

/** What the names of a life are drawn from: two lives of different seeds have no PBX and no DID in common, but by a rare chance. */
export interface Draw {
  /** A whole number below the limit. */
  readonly upTo: (limit: number) => number;
  /** A serial number, 16 characters as in the vendor's examples: `36XXXXXXXXXXXXZK`. */
  readonly serial: () => string;
  /** The DIDs of a new trunk, their numbers one after the other. */
  readonly trunk: (name: string, dids: number) => ScenarioDid[];
  /** The same numbers at another trunk, where they have other ids. */
  readonly ported: (dids: readonly ScenarioDid[], name: string) => ScenarioDid[];
}

/** Everything depends on the seed and the name of the scenario alone. */
export function drawFrom(seed: number, name: string): Draw {
  const random = seededRandom(subSeed(seed, name));
  const upTo = (limit: number) => Math.floor(random() * limit);
  const letters = (length: number) =>
    Array.from({ length }, () => upTo(36).toString(36))
      .join('')
      .toUpperCase();
  const life = letters(9);
  let serials = 0;
  let nextId = 1_000_000 + 1000 * upTo(8_000_000);
  const newId = () => String(nextId++);
  const asTrunk = (name: string, numbers: readonly string[]) => {
    const trunk = { trunkId: newId(), trunkName: `${name}_${letters(6)}` };
    return numbers.map((did) => ({ did, didId: newId(), ...trunk }));
  };
  return {
    upTo,
    serial() {
      serials += 1;
      return `36${life}${serials.toString(36).toUpperCase().padStart(3, '0')}ZK`;
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

export function idsOf(dids: readonly ScenarioDid[]): string[] {
  return dids.map(({ didId }) => didId);
}
