import type { DidView, FleetView, TrunkView } from '../../../server/api/types.ts';

/** A trunk with some of its DIDs. */
export interface TrunkGroup {
  readonly trunk: TrunkView;
  readonly dids: readonly DidView[];
}

/** A Cloud PBX's DIDs by trunk, without empty trunks. */
export function didsOfPbx(fleet: FleetView, sn: string): TrunkGroup[] {
  const groups = byTrunk(fleet, (did) => did.sn === sn);
  return groups.filter(({ dids }) => dids.length > 0);
}

/** Each trunk with its free DIDs. */
export function freeDids(fleet: FleetView): TrunkGroup[] {
  return byTrunk(fleet, (did) => did.sn === undefined);
}

/** Each trunk with the DIDs that a Cloud PBX has or could get. */
export function freeOrHeldBy(fleet: FleetView, sn: string): TrunkGroup[] {
  return byTrunk(fleet, (did) => did.sn === undefined || did.sn === sn);
}

function byTrunk(fleet: FleetView, isWanted: (did: DidView) => boolean): TrunkGroup[] {
  const dids = new Map<string, DidView[]>(fleet.trunks.map(({ trunkId }) => [trunkId, []]));
  for (const did of fleet.dids) if (isWanted(did)) dids.get(did.trunkId)?.push(did);
  return fleet.trunks.map((trunk) => ({ trunk, dids: dids.get(trunk.trunkId) ?? [] }));
}

/** The fleet's DIDs with these ids, in its order. */
export function didsOfIds(fleet: FleetView, didIds: ReadonlySet<string>): DidView[] {
  return fleet.dids.filter(({ didId }) => didIds.has(didId));
}
