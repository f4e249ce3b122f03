import type { Repository } from '../../schemas/generated/types.ts';
import { HookswitchError } from '../../text/errors/errors.ts';
import { quote } from '../../text/words/quote.ts';
import type { TrunkDidInfo } from '../message/message.ts';

export type { Repository };

/** A DID of a shared trunk. */
export interface FleetDid extends TrunkDidInfo {
  /** The serial number of the Cloud PBX that it is assigned to; absent if it is free. */
  readonly sn?: string;
}

/** A Cloud PBX. Its DIDs are in the fleet's list. */
export interface CloudPbx {
  /** Its serial number. */
  readonly sn: string;
  /** Its capacity now. */
  readonly repository: Repository;
}

/** A trunk that PBXs share. It remains when its last DID is deleted. */
export type Trunk = Pick<TrunkDidInfo, 'trunkId' | 'trunkName'>;

/** The Cloud PBXs of a YCM, their shared trunks and DIDs, in order of creation. An immutable value. */
export interface Fleet {
  /** The Cloud PBXs. */
  readonly pbxs: readonly CloudPbx[];
  /** The trunks. */
  readonly trunks: readonly Trunk[];
  /** The DIDs of all trunks. */
  readonly dids: readonly FleetDid[];
}

/** An empty fleet. */
export const emptyFleet: Fleet = { pbxs: [], trunks: [], dids: [] };

/**
 * The DIDs that a PBX has now, as its messages list them.
 *
 * @param fleet The fleet.
 * @param sn The serial number. An unknown PBX has no DIDs.
 */
export function didsOf(fleet: Fleet, sn: string): TrunkDidInfo[] {
  return fleet.dids
    .filter((did) => did.sn === sn)
    .map(({ did, didId, trunkId, trunkName }) => ({ did, didId, trunkId, trunkName }));
}

export function didIdsOf(dids: readonly Pick<TrunkDidInfo, 'didId'>[]): string[] {
  return dids.map(({ didId }) => didId);
}

/** @throws HookswitchError `bad-action`. */
export function pbxOf(fleet: Fleet, sn: string): CloudPbx {
  return (
    fleet.pbxs.find((pbx) => pbx.sn === sn) ?? refuseAction(`there is no PBX ${quote(sn)}; create it first`)
  );
}

/** @throws HookswitchError `bad-action`. */
export function refuseAction(sentence: string): never {
  throw new HookswitchError('bad-action', sentence);
}

/** @throws HookswitchError `bad-action` if something is listed twice. */
export function assertDistinct(what: 'DID' | 'PBX', names: readonly string[]): void {
  if (new Set(names).size === names.length) return;
  const twice = names.find((name, at) => names.indexOf(name) !== at) ?? '';
  refuseAction(`the ${what} ${quote(twice)} is given twice; remove one`);
}
