import { quote } from '../../text/words/quote.ts';
import { exampleRepository } from '../message/message.ts';
import type { FleetAction } from './action.ts';
import {
  assertDistinct,
  type CloudPbx,
  didIdsOf,
  didsOf,
  type Fleet,
  pbxOf,
  type Repository,
  refuseAction,
} from './fleet.ts';
import {
  type ActionOptions,
  capacityMessages,
  deletionReport,
  didMessages,
  type FleetMessage,
} from './reports.ts';
import { assertKnown, withHolder, withoutDids, withTrunk } from './trunk-dids.ts';

/** The result of an action. */
export interface FleetStep {
  /** The fleet afterwards. */
  readonly fleet: Fleet;
  /** The messages that YCM pushes for it, each an array of reports. */
  readonly messages: readonly FleetMessage[];
}

/**
 * Applies an administrator's action to a fleet, and returns the messages that YCM pushes for it. Pure. An empty list of DIDs changes
 * nothing and pushes nothing.
 *
 * @param fleet The fleet before the action. It is not modified.
 * @param action The action.
 * @param options When it happens, and the parts of a profile that shape its messages.
 * @throws HookswitchError `bad-action` when the action is impossible: the fleet has no such PBX, DID or trunk, a DID is not free, a serial
 * number is taken, or something is listed twice.
 * @example
 * ```js
 * import { act, defaultProfile, emptyFleet } from 'hookswitch';
 *
 * const dids = [{ did: '5503301', didId: '1192488', trunkId: '114529', trunkName: 'shared' }];
 * const options = { ...defaultProfile, updateTime: 1773110920 };
 * const { fleet } = act(emptyFleet, { action: 'add-trunk', dids }, options);
 * const { messages } = act(fleet, { action: 'create-pbx', sn: '36ABCDEFGHIJKLZK', didIds: ['1192488'] }, options);
 * console.log(JSON.stringify(messages[0], null, 2));
 * ```
 *
 * ```text
 * [
 *   {
 *     "event": "did_change",
 *     "sn": "36ABCDEFGHIJKLZK",
 *     "trunkDidInfoList": [
 *       {
 *         "did": "5503301",
 *         "didId": "1192488",
 *         "trunkId": "114529",
 *         "trunkName": "shared"
 *       }
 *     ],
 *     "updateTime": 1773110920
 *   }
 * ]
 * ```
 */
export function act(fleet: Fleet, action: FleetAction, options: ActionOptions): FleetStep {
  assertSeconds(options.updateTime);
  switch (action.action) {
    case 'add-trunk':
      return { fleet: withTrunk(fleet, action.dids), messages: [] };
    case 'create-pbx':
      return createPbx(fleet, action, options);
    case 'assign-dids':
      return changeDids(fleet, action.sn, [], action.didIds, options);
    case 'remove-dids':
      return changeDids(fleet, action.sn, action.didIds, [], options);
    case 'bind-dids':
      return bindDids(fleet, action, options);
    case 'delete-dids':
      return deleteDids(fleet, action.didIds, options);
    case 'delete-trunk':
      return deleteTrunk(fleet, action.trunkId, options);
    case 'delete-pbx':
      return deletePbx(fleet, pbxOf(fleet, action.sn).sn, options);
    case 'resize':
      return resize(fleet, [action.sn].flat(), action.repository, options);
  }
}

type Create = Extract<FleetAction, { action: 'create-pbx' }>;
type Bind = Extract<FleetAction, { action: 'bind-dids' }>;

/** Two kinds of events need two messages: a webhook may subscribe to only one of them. */
function createPbx(fleet: Fleet, { sn, didIds = [], repository }: Create, options: ActionOptions): FleetStep {
  if (fleet.pbxs.some((pbx) => pbx.sn === sn)) {
    refuseAction(`a PBX ${quote(sn)} already exists; give the new one another serial number`);
  }
  if (sn === '') refuseAction('the serial number is empty; give one, such as 36XXXXXXXXXXXXZK');
  if (repository !== undefined) assertNamesCapacity(repository);
  const pbx = { sn, repository: { ...exampleRepository, ...repository } };
  const left = withHolder({ ...fleet, pbxs: [...fleet.pbxs, pbx] }, didIds, undefined, sn);
  return {
    fleet: left,
    messages: [
      ...didMessages(left, didIds.length === 0 ? [] : [sn], 'did_change', options),
      ...capacityMessages(repository === undefined ? [] : [pbx], options),
    ],
  };
}

/** No event when the list is unchanged. */
function changeDids(
  fleet: Fleet,
  sn: string,
  taken: readonly string[],
  given: readonly string[],
  options: ActionOptions,
): FleetStep {
  pbxOf(fleet, sn);
  const left = withHolder(withHolder(fleet, taken, sn, undefined), given, undefined, sn);
  const isChanged = taken.length + given.length > 0;
  return { fleet: left, messages: didMessages(left, isChanged ? [sn] : [], 'did_change', options) };
}

function bindDids(fleet: Fleet, { sn, didIds }: Bind, options: ActionOptions): FleetStep {
  pbxOf(fleet, sn);
  assertDistinct('DID', didIds);
  const had = didIdsOf(didsOf(fleet, sn));
  const taken = had.filter((didId) => !didIds.includes(didId));
  const given = didIds.filter((didId) => !had.includes(didId));
  return changeDids(fleet, sn, taken, given, options);
}

/** "DID numbers assigned to a Cloud PBX are deleted from their associated trunks": reports every PBX that had one of them. */
function deleteDids(fleet: Fleet, didIds: readonly string[], options: ActionOptions): FleetStep {
  assertKnown(fleet, didIds);
  const deleted = new Set(didIds);
  const left = withoutDids(fleet, ({ didId }) => deleted.has(didId));
  return { fleet: left.fleet, messages: didMessages(left.fleet, left.sns, 'did_delete', options) };
}

/** "Trunks whose DID numbers have been assigned to a Cloud PBX are deleted". No event for other trunks. */
function deleteTrunk(fleet: Fleet, trunkId: string, options: ActionOptions): FleetStep {
  const trunks = fleet.trunks.filter((trunk) => trunk.trunkId !== trunkId);
  if (trunks.length === fleet.trunks.length)
    refuseAction(`there is no trunk ${quote(trunkId)}; add it first`);
  const left = withoutDids({ ...fleet, trunks }, (did) => did.trunkId === trunkId);
  return { fleet: left.fleet, messages: didMessages(left.fleet, left.sns, 'trunk_delete', options) };
}

/** "A Cloud PBX assigned with DID numbers is deleted". No event for a PBX without DIDs. Its DIDs are free again. */
function deletePbx(fleet: Fleet, sn: string, options: ActionOptions): FleetStep {
  const dids = didsOf(fleet, sn);
  const didIds = didIdsOf(dids);
  const left = withHolder(
    { ...fleet, pbxs: fleet.pbxs.filter((pbx) => pbx.sn !== sn) },
    didIds,
    sn,
    undefined,
  );
  return { fleet: left, messages: dids.length === 0 ? [] : [[deletionReport(sn, dids, options)]] };
}

/**
 * "The capacity of existing Cloud PBX(s) is resized." The vendor doesn't say whether this includes a resize to the same values, so it is
 * reported.
 */
function resize(
  fleet: Fleet,
  sns: readonly string[],
  change: Partial<Repository>,
  options: ActionOptions,
): FleetStep {
  assertDistinct('PBX', sns);
  assertNamesCapacity(change);
  const wanted = new Set(sns);
  const isWanted = ({ sn }: CloudPbx) => wanted.has(sn);
  const pbxs = fleet.pbxs.map((pbx) =>
    isWanted(pbx) ? { ...pbx, repository: { ...pbx.repository, ...change } } : pbx,
  );
  const resized = pbxs.filter(isWanted);
  if (resized.length < sns.length) for (const sn of sns) pbxOf(fleet, sn);
  return { fleet: { ...fleet, pbxs }, messages: capacityMessages(resized, options) };
}

function assertNamesCapacity(repository: Partial<Repository>): void {
  if (Object.keys(repository).length === 0)
    refuseAction('no capacity is given; give at least one, such as extensions');
}

const maxSeconds = 9_999_999_999;

function assertSeconds(updateTime: number): void {
  if (Number.isInteger(updateTime) && updateTime >= 0 && updateTime <= maxSeconds) return;
  refuseAction(`updateTime is ${updateTime}; give whole seconds since 1970`);
}
