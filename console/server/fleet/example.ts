import {
  act,
  emptyFleet,
  type Fleet,
  type FleetAction,
  type TrunkDidInfo,
} from '../../../simulator/index.ts';

const trunks = [
  { trunkId: '114529', trunkName: 'register-trunk-shared_32YFS4', firstDid: 10_021_200, firstId: 1_192_488 },
  { trunkId: '114530', trunkName: 'peer-trunk-shared_7KQW2B', firstDid: 20_044_500, firstId: 1_192_600 },
];
const didsOfTrunk = 8;

/** Two trunks with DIDs, and three Cloud PBXs with some of these DIDs. They push no messages. */
export function exampleFleet(): Fleet {
  const options = { updateTime: 0, trunkDelete: 'one-array', deletionList: 'empty' } as const;
  return actions().reduce((fleet, action) => act(fleet, action, options).fleet, emptyFleet);
}

function actions(): FleetAction[] {
  const [shared = [], peer = []] = trunks.map(didsOf);
  const ids = (dids: readonly TrunkDidInfo[], from: number, to: number) =>
    dids.slice(from, to).map(({ didId }) => didId);
  return [
    { action: 'add-trunk', dids: shared },
    { action: 'add-trunk', dids: peer },
    { action: 'create-pbx', sn: '3631A2150001ZK01', didIds: ids(shared, 0, 3) },
    { action: 'create-pbx', sn: '3631A2150002ZK02', didIds: [...ids(shared, 3, 4), ...ids(peer, 0, 2)] },
    { action: 'create-pbx', sn: '3631A2150003ZK03', didIds: [] },
  ];
}

function didsOf({ trunkId, trunkName, firstDid, firstId }: (typeof trunks)[number]): TrunkDidInfo[] {
  return Array.from({ length: didsOfTrunk }, (_, at) => ({
    did: String(firstDid + at),
    didId: String(firstId + at),
    trunkId,
    trunkName,
  }));
}
