import fc from 'fast-check';
import type { FleetAction } from '../../../simulator/fleet/index.ts';

export const did = (n: number, trunkId: string) => ({
  did: `1002${n}`,
  didId: `d${n}`,
  trunkId,
  trunkName: `trunk ${trunkId}`,
});
export const trunks = [
  [did(1, 't1'), did(2, 't1'), did(3, 't1')],
  [did(4, 't2'), did(5, 't2')],
];
export const listed = new Map(trunks.flat().map((one) => [one.didId, one]));

/** A small fleet, so that actions interact: 3 PBXs, 2 trunks, 5 DIDs. */
const sn = fc.constantFrom('PBX-A', 'PBX-B', 'PBX-C');
const didIds = fc.oneof(
  { arbitrary: fc.uniqueArray(fc.constantFrom(...listed.keys()), { maxLength: 3 }), weight: 9 },
  { arbitrary: fc.array(fc.constantFrom(...listed.keys(), 'd9', '__proto__'), { maxLength: 3 }), weight: 1 },
);
const repository = fc.constantFrom<Record<string, string>>(
  { extensions: '20' },
  { concurrentCalls: '7', enableCallRecording: 'no' },
  { tenants: '3' },
  {},
);
const action: fc.Arbitrary<FleetAction> = fc.oneof(
  fc.record({
    action: fc.constant('add-trunk' as const),
    dids: fc.oneof(
      fc.constantFrom(...trunks),
      fc.array(fc.constantFrom(...listed.values()), { maxLength: 2 }),
      fc.constant([{ ...did(6, 't1'), trunkName: 'another name' }]),
    ),
  }),
  fc.record(
    { action: fc.constant('create-pbx' as const), sn, didIds, repository },
    { requiredKeys: ['action', 'sn'] },
  ),
  // Most of these are refused: all of the DIDs must be free or belong to this PBX.
  { arbitrary: fc.record({ action: fc.constant('assign-dids' as const), sn, didIds }), weight: 3 },
  { arbitrary: fc.record({ action: fc.constant('remove-dids' as const), sn, didIds }), weight: 3 },
  fc.record({ action: fc.constant('bind-dids' as const), sn, didIds }),
  fc.record({ action: fc.constant('delete-dids' as const), didIds }),
  fc.record({ action: fc.constant('delete-trunk' as const), trunkId: fc.constantFrom('t1', 't2') }),
  fc.record({ action: fc.constant('delete-pbx' as const), sn }),
  fc.record({
    action: fc.constant('resize' as const),
    sn: fc.oneof(sn, fc.array(sn, { maxLength: 3 })),
    repository,
  }),
);
/** Half of the runs begin with PBXs that have DIDs: in an empty fleet most generated actions are refused. */
export const actionLists = fc
  .tuple(
    fc.constantFrom<readonly FleetAction[]>(
      [],
      [
        { action: 'create-pbx', sn: 'PBX-A', didIds: ['d1', 'd2'] },
        { action: 'create-pbx', sn: 'PBX-B', didIds: ['d4', 'd5'] },
      ],
    ),
    fc.array(action, { maxLength: 40, size: 'max' }),
  )
  .map(([first, rest]) => [...first, ...rest]);
export const profile = fc.record({
  trunkDelete: fc.constantFrom('one-array', 'many-messages'),
  deletionList: fc.constantFrom('empty', 'absent', 'null', 'last'),
});
