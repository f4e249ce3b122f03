import { randomInt } from 'node:crypto';
import type { TrunkDidInfo } from '../../simulator/index.ts';

/** Serial numbers and DIDs of one run: unique in it, and different from those of any other run. */
export interface Identities {
  serial(): string;
  dids(count: number): TrunkDidInfo[];
}

/** What a message is made of: whom it is about, which DIDs it lists, and when it happened. */
export interface IdentityFacts extends Identities {
  /** Seconds since 1970, the offset included. */
  updateTime(offsetSeconds?: number): number;
}

/** What all serial numbers of a run begin with. */
export function runTagOf(serial: string): string {
  return serial.slice(0, 8);
}

/**
 * Serial numbers have 16 characters as in the vendor's examples, `36…HS`; DIDs have 15 digits. Both hold what was generated for the run.
 * No id is part of another one: sequences name what a state shows by replacing ids. So the serial number's letters hold no digit, and a
 * DID's begins with none that an id of a DID or a trunk begins with.
 */
export function createIdentities(): Identities {
  const tag = pick('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 6);
  const digits = pick('02345679', 8);
  let serials = 0;
  let dids = 0;
  // Each DID has a trunk of its own: an observer may show nothing but the names of trunks.
  const nextDid = (): TrunkDidInfo => {
    dids += 1;
    const n = String(dids).padStart(6, '0');
    return {
      did: `9${digits}${n}`,
      didId: String(1_192_488 + dids),
      trunkId: String(88_114_529 + dids),
      trunkName: `register-trunk-shared_${tag}-${n}`,
    };
  };
  return {
    serial() {
      serials += 1;
      return `36${tag}${serials.toString(36).toUpperCase().padStart(6, '0')}HS`;
    },
    dids: (count) => Array.from({ length: count }, nextDid),
  };
}

function pick(characters: string, count: number): string {
  return Array.from({ length: count }, () => characters[randomInt(characters.length)]).join('');
}
