import {
  didIdsOf,
  type Fleet,
  type FleetAction,
  type FleetDid,
  type TrunkDidInfo,
} from '../../simulator/index.ts';
import type { Intent } from './intent.ts';
import { didsOfTrunk, type WorkloadSetup } from './setup.ts';

/** The situation when an administrator acts. */
interface Situation {
  readonly setup: WorkloadSetup;
  readonly fleet: Fleet;
  /** How often each trunk was deleted. */
  readonly generations: readonly number[];
}

/** The actions for an intent. Each is possible after the one before. */
export function actionsOf(intent: Intent, situation: Situation): FleetAction[] {
  const { fleet, setup } = situation;
  const sn = setup.sns[intent.pbx] ?? '';
  if (intent.kind === 'nothing') return [];
  if (!hasPbx(fleet, sn)) return give(intent, situation, sn);
  const trunk = trunkOf(intent, situation);
  const wanted = didIdsOf(wantedOf(intent, trunk));
  const there = fleet.dids.filter(({ didId }) => wanted.includes(didId));
  switch (intent.kind) {
    case 'give':
      return give(intent, situation, sn);
    case 'take':
      return take(there, sn) ?? give(intent, situation, sn);
    case 'resize':
      return [resize(intent, situation, sn)];
    case 'delete-dids':
      return there.length === 0
        ? give(intent, situation, sn)
        : [{ action: 'delete-dids', didIds: didIdsOf(there) }];
    case 'delete-pbx':
      return [{ action: 'delete-pbx', sn }];
    case 'delete-trunk':
      return hasTrunk(fleet, trunk)
        ? [{ action: 'delete-trunk', trunkId: trunk[0]?.trunkId ?? '' }]
        : give(intent, situation, sn);
  }
}

/** A PBX gets those DIDs that are free. The trunk is added first if it is missing. */
function give(intent: Intent, situation: Situation, sn: string): FleetAction[] {
  const { fleet } = situation;
  const trunk = trunkOf(intent, situation);
  const isThere = hasTrunk(fleet, trunk);
  const added: FleetAction[] = isThere ? [] : [{ action: 'add-trunk', dids: trunk }];
  const free = didIdsOf(isThere ? fleet.dids.filter((did) => did.sn === undefined) : trunk);
  const didIds = didIdsOf(wantedOf(intent, trunk)).filter((didId) => free.includes(didId));
  if (hasPbx(fleet, sn))
    return didIds.length === 0 ? added : [...added, { action: 'assign-dids', sn, didIds }];
  const repository = intent.capacity === undefined ? {} : { repository: intent.capacity };
  return [...added, { action: 'create-pbx', sn, didIds, ...repository }];
}

function take(there: readonly FleetDid[], sn: string): FleetAction[] | undefined {
  const had = there.filter((did) => did.sn === sn);
  return had.length === 0 ? undefined : [{ action: 'remove-dids', sn, didIds: didIdsOf(had) }];
}

function resize({ otherPbx, capacity }: Intent, { fleet, setup }: Situation, sn: string): FleetAction {
  const other = setup.sns[otherPbx] ?? '';
  const sns = other !== sn && hasPbx(fleet, other) ? [sn, other] : sn;
  return { action: 'resize', sn: sns, repository: capacity ?? { extensions: '10' } };
}

/** Never empty. */
function trunkOf({ trunk }: Intent, { setup, generations }: Situation): TrunkDidInfo[] {
  return didsOfTrunk(setup, trunk, generations[trunk] ?? 0);
}

function wantedOf({ places }: Intent, trunk: readonly TrunkDidInfo[]): TrunkDidInfo[] {
  return trunk.filter((_, n) => places.includes(n));
}

function hasPbx({ pbxs }: Fleet, sn: string): boolean {
  return pbxs.some((pbx) => pbx.sn === sn);
}

function hasTrunk({ trunks }: Fleet, [did]: readonly TrunkDidInfo[]): boolean {
  return trunks.some(({ trunkId }) => trunkId === did?.trunkId);
}
