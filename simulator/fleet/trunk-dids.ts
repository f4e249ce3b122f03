import { quote } from '../../text/words/quote.ts';
import type { TrunkDidInfo } from '../message/message.ts';
import { assertDistinct, didIdsOf, type Fleet, type FleetDid, refuseAction } from './fleet.ts';

/** The fleet with another trunk, or with more DIDs for an existing one. */
export function withTrunk(fleet: Fleet, dids: readonly TrunkDidInfo[]): Fleet {
  const [first] = dids;
  if (first === undefined) return refuseAction('no DIDs are given for the trunk; give at least one');
  const { trunkId } = first;
  const known = fleet.trunks.find((trunk) => trunk.trunkId === trunkId);
  const trunk = known ?? { trunkId, trunkName: first.trunkName };
  for (const did of dids) assertOfTrunk(did, trunk);
  assertNew(fleet, dids);
  return {
    ...fleet,
    trunks: known === undefined ? [...fleet.trunks, trunk] : fleet.trunks,
    dids: [...fleet.dids, ...dids.map((did) => heldBy(did, undefined))],
  };
}

function assertOfTrunk(
  { didId, ...did }: TrunkDidInfo,
  { trunkId, trunkName }: Fleet['trunks'][number],
): void {
  if (did.trunkId !== trunkId) {
    refuseAction(
      `the DID ${quote(didId)} belongs to the trunk ${quote(did.trunkId)}, but the first one belongs to ${quote(trunkId)}; add one trunk at a time`,
    );
  }
  if (did.trunkName !== trunkName) {
    refuseAction(
      `the DID ${quote(didId)} has the trunkName ${quote(did.trunkName)}, but the trunk ${quote(trunkId)} is named ${quote(trunkName)}; use the same name`,
    );
  }
}

function assertNew(fleet: Fleet, dids: readonly TrunkDidInfo[]): void {
  const didIds = didIdsOf(dids);
  assertDistinct('DID', didIds);
  const added = new Set(didIds);
  const old = fleet.dids.find(({ didId }) => added.has(didId));
  if (old !== undefined)
    refuseAction(`a DID ${quote(old.didId)} already exists; give the new one another didId`);
}

/** The fleet with these DIDs moved from one holder to another; `undefined` means free. */
export function withHolder(
  fleet: Fleet,
  didIds: readonly string[],
  from: string | undefined,
  to: string | undefined,
): Fleet {
  if (didIds.length === 0) return fleet;
  assertDistinct('DID', didIds);
  const wanted = new Set(didIds);
  const dids = [...fleet.dids];
  let left = wanted.size;
  for (let at = 0; left > 0 && at < dids.length; at += 1) {
    const did = dids[at];
    if (did === undefined || !wanted.has(did.didId)) continue;
    if (did.sn !== from) refuseAction(heldByAnother(did, from));
    dids[at] = heldBy(did, to);
    left -= 1;
  }
  if (left > 0) refuseUnknown(fleet, didIds);
  return { ...fleet, dids };
}

/** The fleet without the DIDs for which `isDeleted` is true, and the PBXs that had one of them. */
export function withoutDids(
  fleet: Fleet,
  isDeleted: (did: FleetDid) => boolean,
): { readonly fleet: Fleet; readonly sns: readonly string[] } {
  const sns = new Set<string>();
  const dids = fleet.dids.filter((did) => {
    if (!isDeleted(did)) return true;
    if (did.sn !== undefined) sns.add(did.sn);
    return false;
  });
  return { fleet: { ...fleet, dids }, sns: [...sns] };
}

/** @throws HookswitchError `bad-action` if one of these is not a DID of the fleet. */
export function assertKnown(fleet: Fleet, didIds: readonly string[]): void {
  assertDistinct('DID', didIds);
  const wanted = new Set(didIds);
  const found = fleet.dids.filter(({ didId }) => wanted.has(didId));
  if (found.length < wanted.size) refuseUnknown(fleet, didIds);
}

function heldBy({ did, didId, trunkId, trunkName }: FleetDid, sn: string | undefined): FleetDid {
  const info = { did, didId, trunkId, trunkName };
  return sn === undefined ? info : { ...info, sn };
}

function heldByAnother({ didId, sn }: FleetDid, from: string | undefined): string {
  const holder = sn === undefined ? 'is assigned to no PBX' : `belongs to the PBX ${quote(sn)}`;
  const remedy =
    from === undefined
      ? '; remove it from that PBX first'
      : `, so it can't be removed from the PBX ${quote(from)}`;
  return `the DID ${quote(didId)} ${holder}${remedy}`;
}

function refuseUnknown(fleet: Fleet, didIds: readonly string[]): never {
  const known = new Set(didIdsOf(fleet.dids));
  const unknown = didIds.find((didId) => !known.has(didId)) ?? '';
  return refuseAction(`there is no DID ${quote(unknown)}; add it with its trunk first`);
}
