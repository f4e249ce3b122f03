import fc, { type Arbitrary } from 'fast-check';
import { type FleetProfile, profileChoices, type TrunkDidInfo } from '../../simulator/index.ts';
import { serials, updateTimes } from '../properties/arbitraries.ts';

/** The setting of a workload. Its names don't shrink: a finding should shrink to few steps. */
export interface WorkloadSetup {
  /** The serial numbers of all possible PBXs. */
  readonly sns: readonly string[];
  /** Seconds since 1970. */
  readonly startTime: number;
  readonly profile: FleetProfile;
  /** The prefix of trunk and DID ids. */
  readonly base: number;
}

/** The maximum number of trunks at a time. */
export const trunkCount = 3;

/** Enough that some are free. */
export function trunkSize(pbxs: number): number {
  return pbxs + 2;
}

export function setups(pbxs: number, profile: Partial<FleetProfile>): Arbitrary<WorkloadSetup> {
  return fc.record({
    sns: fc.noShrink(fc.uniqueArray(serials, { minLength: pbxs, maxLength: pbxs })),
    startTime: fc.noShrink(updateTimes),
    profile: fc.record({
      trunkDelete: given(profile.trunkDelete) ?? fc.constantFrom(...profileChoices.trunkDelete.values),
      deletionList: given(profile.deletionList) ?? fc.constantFrom(...profileChoices.deletionList.values),
    }),
    base: fc.noShrink(fc.integer({ min: 100_000, max: 999_999 })),
  });
}

function given<T>(value: T | undefined): Arbitrary<T> | undefined {
  return value === undefined ? undefined : fc.constant(value);
}

/** All DIDs of a trunk. If it is added again after a deletion, it has the same numbers and other ids, as on a YCM. */
export function didsOfTrunk({ base, sns }: WorkloadSetup, trunk: number, generation: number): TrunkDidInfo[] {
  const trunkId = `${base}${generation * trunkCount + trunk}`;
  const trunkName = `register-trunk-shared_${trunkId}`;
  return Array.from({ length: trunkSize(sns.length) }, (_, n) => {
    const number = String(trunk * 1000 + n).padStart(4, '0');
    return { did: `${base}${number}`, didId: `${trunkId}${number}`, trunkId, trunkName };
  });
}
