import { randomInt } from 'node:crypto';
import type { TrunkDidInfo } from '../../simulator/index.ts';
import type { Choices } from '../../simulator/random.ts';

/** Serial numbers and DIDs of a run. They are unique across runs, unless time is simulated. */
export interface Identities {
  serial(): string;
  dids(count: number): TrunkDidInfo[];
}

/** The facts of a message: its PBX, its DIDs and its time. */
export interface IdentityFacts extends Identities {
  /** Seconds since 1970, including the offset. */
  updateTime(offsetSeconds?: number): number;
}

/** The prefix of all serial numbers of a run. */
export function runTagOf(serial: string): string {
  return serial.slice(0, 8);
}

/** Ids fit into a 32-bit integer, and are much larger than those in the vendor's examples. A later run doesn't reuse them. */
const lastId = 90_000_000;
/** More than any run needs. */
const maxDids = 1_000_000;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Serial numbers have 16 characters, and begin with 36 and end with two letters, like the vendor's examples; DIDs have 15 digits. Both
 * contain random characters of the run. Serial numbers differ at their end, so that a receiver which cuts them mixes up PBXs. No id contains
 * another one, since sequences replace ids in states by names. So the first letters of a serial number contain no digit, and a DID doesn't
 * begin like a DID or trunk id.
 *
 * @param choices Default: random ones, which no later run repeats.
 */
export function createIdentities({ upTo }: Pick<Choices, 'upTo'> = { upTo: randomInt }): Identities {
  const pick = (characters: string, count: number) =>
    Array.from({ length: count }, () => characters[upTo(characters.length)]).join('');
  const tag = pick(letters, 6);
  const digits = pick('02345679', 8);
  const first = upTo(lastId - maxDids);
  let serials = 0;
  let dids = 0;
  // Each DID has its own trunk, since an observer may show only the names of trunks.
  const nextDid = (): TrunkDidInfo => {
    dids += 1;
    const n = String(dids).padStart(6, '0');
    return {
      did: `9${digits}${n}`,
      didId: String(1_100_000_000 + first + dids),
      trunkId: String(1_800_000_000 + first + dids),
      trunkName: `register-trunk-shared_${tag}-${n}`,
    };
  };
  return {
    serial() {
      serials += 1;
      const pairs = letters.length ** 2;
      return `36${tag}${String(Math.floor(serials / pairs)).padStart(6, '0')}${pairOf(serials % pairs)}`;
    },
    dids: (count) => Array.from({ length: count }, nextDid),
  };
}

/** A number below 26² as two letters. */
function pairOf(n: number): string {
  return `${letters[Math.floor(n / letters.length)]}${letters[n % letters.length]}`;
}
