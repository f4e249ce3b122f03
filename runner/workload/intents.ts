import fc, { type Arbitrary } from 'fast-check';
import { type Intent, intentKinds, trunkCount, type WorkloadSetup } from '../../simulator/fleet/workload.ts';
import { type FleetProfile, profileChoices, type Repository } from '../../simulator/index.ts';
import { serials, updateTimes } from '../properties/arbitraries.ts';

/** Enough that some are free. */
function didsFor(pbxs: number): number {
  return pbxs + 2;
}

/** Names don't shrink: a finding should shrink to few steps. */
export function setups(pbxs: number, profile: Partial<FleetProfile>): Arbitrary<WorkloadSetup> {
  return fc.record({
    sns: fc.noShrink(fc.uniqueArray(serials, { minLength: pbxs, maxLength: pbxs })),
    startTime: fc.noShrink(updateTimes),
    profile: fc.record({
      trunkDelete: given(profile.trunkDelete) ?? fc.constantFrom(...profileChoices.trunkDelete.values),
      deletionList: given(profile.deletionList) ?? fc.constantFrom(...profileChoices.deletionList.values),
    }),
    base: fc.noShrink(fc.integer({ min: 100_000, max: 999_999 })).map(String),
    didsPerTrunk: fc.constant(didsFor(pbxs)),
  });
}

function given<T>(value: T | undefined): Arbitrary<T> | undefined {
  return value === undefined ? undefined : fc.constant(value);
}

const amounts = fc.nat({ max: 5000 }).map(String);
const capacities: Arbitrary<Partial<Repository>> = fc.record(
  { extensions: amounts, concurrentCalls: amounts, enableCallRecording: fc.constantFrom('no', 'yes') },
  { requiredKeys: ['extensions'] },
);

interface IntentOptions {
  /** Kinds that are more frequent. */
  readonly often?: readonly Intent['kind'][];
  /** How many of a trunk's DIDs are used: with few, PBXs get DIDs that others had. */
  readonly didsOfTrunk?: number;
}

export function intents(pbxs: number, options: IntentOptions = {}): Arbitrary<Intent> {
  const { often = ['give', 'give', 'give'], didsOfTrunk = didsFor(pbxs) } = options;
  const pbx = fc.nat({ max: pbxs - 1 });
  return fc.record({
    kind: fc.constantFrom(...intentKinds, ...intentKinds.slice(1), ...often),
    pbx,
    otherPbx: pbx,
    trunk: fc.nat({ max: trunkCount - 1 }),
    places: fc.uniqueArray(fc.nat({ max: didsOfTrunk - 1 }), { minLength: 1, maxLength: 3 }),
    capacity: fc.option(capacities, { nil: undefined }),
    secondsLater: fc.integer({ min: 1, max: 100 }),
  });
}
