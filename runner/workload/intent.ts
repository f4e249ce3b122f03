import fc, { type Arbitrary } from 'fast-check';
import type { Repository } from '../../simulator/index.ts';
import { trunkCount, trunkSize } from './setup.ts';

/**
 * What an administrator wants to do, generated before the state of the fleet is known: numbers stand for PBXs and DIDs. Impossible actions
 * become similar possible ones.
 */
export interface Intent {
  /** Every kind shrinks to `nothing`, since an array shrinks only from its beginning. */
  readonly kind: (typeof kinds)[number];
  readonly pbx: number;
  readonly otherPbx: number;
  readonly trunk: number;
  /** Which DIDs of the trunk. */
  readonly places: readonly number[];
  readonly capacity: Partial<Repository> | undefined;
  readonly secondsLater: number;
}

const kinds = ['nothing', 'give', 'take', 'resize', 'delete-dids', 'delete-pbx', 'delete-trunk'] as const;

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
  const { often = ['give', 'give', 'give'], didsOfTrunk = trunkSize(pbxs) } = options;
  const pbx = fc.nat({ max: pbxs - 1 });
  return fc.record({
    kind: fc.constantFrom(...kinds, ...kinds.slice(1), ...often),
    pbx,
    otherPbx: pbx,
    trunk: fc.nat({ max: trunkCount - 1 }),
    places: fc.uniqueArray(fc.nat({ max: didsOfTrunk - 1 }), { minLength: 1, maxLength: 3 }),
    capacity: fc.option(capacities, { nil: undefined }),
    secondsLater: fc.integer({ min: 1, max: 100 }),
  });
}
