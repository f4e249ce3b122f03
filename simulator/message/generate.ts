import type { Profile } from '../profile.ts';
import { type TrunkDidInfo, trunkDid } from './message.ts';

/** The inputs of a sample event. */
export interface SampleInput {
  /** A whole number below the limit, from 0. */
  readonly upTo: (limit: number) => number;
  /** The serial number of its PBX. */
  readonly sn: string;
  /** When the event happened (seconds since 1970). */
  readonly updateTime: number;
  /** The form of the list in a `pce_delete`, as in the profile. */
  readonly deletionList: Profile['deletionList'];
}

export function generateDids(upTo: SampleInput['upTo']): TrunkDidInfo[] {
  const trunkName = `register-trunk-shared_${base36(upTo, 6)}`;
  const first = 10_000_000 + upTo(80_000_000);
  return Array.from({ length: 1 + upTo(8) }, (_, n) =>
    trunkDid(upTo(9000) * 10 + n, String(first + n), trunkName),
  );
}

/** 16 characters like the vendor's examples, `36XXXXXXXXXXXXZK`. */
export function generateSn(upTo: SampleInput['upTo']): string {
  return `36${base36(upTo, 12)}ZK`;
}

/** Random uppercase letters and digits. */
export function base36(upTo: SampleInput['upTo'], length: number): string {
  return Array.from({ length }, () => upTo(36).toString(36))
    .join('')
    .toUpperCase();
}
