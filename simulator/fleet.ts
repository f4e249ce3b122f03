import { HookswitchError } from './errors.ts';
import {
  type CapacityReport,
  capacityReport,
  type DidEvent,
  type DidReport,
  didReport,
  exampleRepository,
  type TrunkDidInfo,
} from './message.ts';
import type { Profile } from './profile.ts';

/** A DID of a shared trunk; `sn` is the Cloud PBX that it is assigned to, if any. */
export interface FleetDid extends TrunkDidInfo {
  readonly sn?: string;
}

/** A Cloud PBX; the DIDs that it has are in the fleet's. */
export interface CloudPbx {
  readonly sn: string;
  readonly repository: CapacityReport['repository'];
}

/** The Cloud PBXs of a YCM, and the DIDs of the trunks that they share: a value. */
export interface Fleet {
  readonly pbxs: readonly CloudPbx[];
  readonly dids: readonly FleetDid[];
}

export const emptyFleet: Fleet = { pbxs: [], dids: [] };

/** What an administrator does; DIDs are named by `didId`, trunks by `trunkId`. */
export type FleetAction =
  | { readonly kind: 'add-trunk'; readonly dids: readonly TrunkDidInfo[] }
  | { readonly kind: 'create-pbx'; readonly sn: string; readonly didIds: readonly string[] }
  | { readonly kind: 'assign-dids'; readonly sn: string; readonly didIds: readonly string[] }
  | { readonly kind: 'remove-dids'; readonly sn: string; readonly didIds: readonly string[] }
  | { readonly kind: 'delete-dids'; readonly didIds: readonly string[] }
  | { readonly kind: 'delete-trunk'; readonly trunkId: string }
  | { readonly kind: 'delete-pbx'; readonly sn: string }
  | {
      readonly kind: 'resize';
      readonly sn: string;
      readonly repository: Partial<CapacityReport['repository']>;
    };

export interface FleetStep {
  readonly fleet: Fleet;
  /** What YCM pushes because of it, each an array of reports. */
  readonly messages: readonly (readonly (DidReport | CapacityReport)[])[];
}

/** When an action happens (seconds since 1970), and what the vendor leaves open of its messages. */
export type ActionOptions = Pick<Profile, 'trunkDelete' | 'deletionList'> & { readonly updateTime: number };

/**
 * What an administrator's action makes of a fleet, and the messages that YCM pushes because of it: pure.
 *
 * @throws HookswitchError `bad-action` when the fleet has no such PBX, DID or trunk, or a DID is not free.
 */
export function act(fleet: Fleet, action: FleetAction, options: ActionOptions): FleetStep {
  switch (action.kind) {
    case 'add-trunk':
      return { fleet: { ...fleet, dids: [...fleet.dids, ...newDids(fleet, action.dids)] }, messages: [] };
    case 'create-pbx': {
      if (fleet.pbxs.some(({ sn }) => sn === action.sn)) refuse(`there is a PBX ${action.sn} already`);
      const pbxs = [...fleet.pbxs, { sn: action.sn, repository: exampleRepository }];
      const assigned = assign({ ...fleet, pbxs }, action.sn, action.didIds);
      return action.didIds.length === 0
        ? { fleet: assigned, messages: [] }
        : changed(assigned, [action.sn], 'did_change', options);
    }
    case 'assign-dids':
      return changed(
        assign(fleet, pbxOf(fleet, action.sn).sn, action.didIds),
        [action.sn],
        'did_change',
        options,
      );
    case 'remove-dids':
      return changed(
        unassign(fleet, pbxOf(fleet, action.sn).sn, action.didIds),
        [action.sn],
        'did_change',
        options,
      );
    case 'delete-dids':
      for (const didId of action.didIds) didOf(fleet, didId);
      return deleteDids(fleet, ({ didId }) => action.didIds.includes(didId), 'did_delete', options);
    case 'delete-trunk':
      if (!fleet.dids.some(({ trunkId }) => trunkId === action.trunkId))
        refuse(`there is no trunk ${action.trunkId}`);
      return deleteDids(fleet, ({ trunkId }) => trunkId === action.trunkId, 'trunk_delete', options);
    case 'delete-pbx':
      return deletePbx(fleet, pbxOf(fleet, action.sn).sn, options);
    case 'resize':
      return resize(fleet, pbxOf(fleet, action.sn), action.repository, options);
  }
}

/** The DIDs that a PBX has now, as its messages list them. */
export function didsOf(fleet: Fleet, sn: string): TrunkDidInfo[] {
  return fleet.dids
    .filter((did) => did.sn === sn)
    .map(({ did, didId, trunkId, trunkName }) => ({ did, didId, trunkId, trunkName }));
}

/** "DIDs deleted from their trunks", "trunks deleted whose DIDs were assigned": every PBX that had one of them is told. */
function deleteDids(
  fleet: Fleet,
  isDeleted: (did: FleetDid) => boolean,
  event: DidEvent,
  options: ActionOptions,
): FleetStep {
  const sns = [...new Set(fleet.dids.filter(isDeleted).flatMap(({ sn }) => sn ?? []))];
  return changed({ ...fleet, dids: fleet.dids.filter((did) => !isDeleted(did)) }, sns, event, options);
}

/** "A Cloud PBX with DIDs deleted"; of one without DIDs nothing is said. Its DIDs are free again. */
function deletePbx(fleet: Fleet, sn: string, options: ActionOptions): FleetStep {
  const dids = didsOf(fleet, sn);
  const freed = unassign(
    fleet,
    sn,
    dids.map(({ didId }) => didId),
  );
  const left = { ...freed, pbxs: freed.pbxs.filter((pbx) => pbx.sn !== sn) };
  return { fleet: left, messages: dids.length === 0 ? [] : [[deletionReport(sn, dids, options)]] };
}

function deletionReport(
  sn: string,
  last: readonly TrunkDidInfo[],
  { deletionList, updateTime }: ActionOptions,
): DidReport {
  const { trunkDidInfoList, ...rest } = didReport({ sn, event: 'pce_delete', dids: last, updateTime });
  switch (deletionList) {
    case 'empty':
      return { ...rest, trunkDidInfoList: [] };
    case 'null':
      return { ...rest, trunkDidInfoList: null };
    case 'last':
      return { ...rest, trunkDidInfoList: trunkDidInfoList ?? [] };
    case 'absent':
      return rest;
  }
}

function resize(
  fleet: Fleet,
  pbx: CloudPbx,
  change: Partial<CapacityReport['repository']>,
  options: ActionOptions,
): FleetStep {
  const repository = { ...pbx.repository, ...change };
  const pbxs = fleet.pbxs.map((other) => (other === pbx ? { ...pbx, repository } : other));
  const report = capacityReport({ sn: pbx.sn, repository, updateTime: options.updateTime });
  return { fleet: { ...fleet, pbxs }, messages: [[report]] };
}

/** One report for each PBX, with the DIDs that it has now. */
function changed(fleet: Fleet, sns: readonly string[], event: DidEvent, options: ActionOptions): FleetStep {
  const reports = sns.map((sn) =>
    didReport({ sn, event, dids: didsOf(fleet, sn), updateTime: options.updateTime }),
  );
  if (reports.length === 0) return { fleet, messages: [] };
  return {
    fleet,
    messages: options.trunkDelete === 'one-array' ? [reports] : reports.map((report) => [report]),
  };
}

function assign(fleet: Fleet, sn: string, didIds: readonly string[]): Fleet {
  for (const didId of didIds) {
    const holder = didOf(fleet, didId).sn;
    if (holder !== undefined) refuse(`the DID ${didId} belongs to the PBX ${holder}`);
  }
  return { ...fleet, dids: fleet.dids.map((did) => (didIds.includes(did.didId) ? { ...did, sn } : did)) };
}

function unassign(fleet: Fleet, sn: string, didIds: readonly string[]): Fleet {
  for (const didId of didIds)
    if (didOf(fleet, didId).sn !== sn) refuse(`the DID ${didId} is not one of the PBX ${sn}`);
  const free = ({ sn: _, ...did }: FleetDid): FleetDid => did;
  return { ...fleet, dids: fleet.dids.map((did) => (didIds.includes(did.didId) ? free(did) : did)) };
}

function newDids(fleet: Fleet, dids: readonly TrunkDidInfo[]): readonly TrunkDidInfo[] {
  const known = new Set(fleet.dids.map(({ didId }) => didId));
  for (const { didId } of dids) if (known.has(didId)) refuse(`there is a DID ${didId} already`);
  return dids;
}

function pbxOf(fleet: Fleet, sn: string): CloudPbx {
  return fleet.pbxs.find((pbx) => pbx.sn === sn) ?? refuse(`there is no PBX ${sn}`);
}

function didOf(fleet: Fleet, didId: string): FleetDid {
  return fleet.dids.find((did) => did.didId === didId) ?? refuse(`there is no DID ${didId}`);
}

function refuse(sentence: string): never {
  throw new HookswitchError('bad-action', sentence);
}
