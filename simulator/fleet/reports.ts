import {
  type CapacityReport,
  capacityReport,
  type DidEvent,
  type DidReport,
  didReport,
  type TrunkDidInfo,
} from '../message/message.ts';
import type { Profile } from '../profile.ts';
import { type CloudPbx, didsOf, type Fleet } from './fleet.ts';

/** The parts of a profile that shape a fleet's messages. */
export type FleetProfile = Pick<Profile, 'trunkDelete' | 'deletionList'>;

/** When an action happens, and the parts of a profile that shape its messages. */
export type ActionOptions = FleetProfile & {
  /** Seconds since 1970. */
  readonly updateTime: number;
};

/** One pushed message: an array of reports. */
export type FleetMessage = readonly (DidReport | CapacityReport)[];

/** "The list of current DID information for the Cloud PBX": one report for each of these PBXs. */
export function didMessages(
  fleet: Fleet,
  sns: readonly string[],
  event: DidEvent,
  options: ActionOptions,
): readonly FleetMessage[] {
  const { updateTime } = options;
  return asMessages(
    sns.map((sn) => didReport({ sn, event, dids: didsOf(fleet, sn), updateTime })),
    options,
  );
}

/** The current capacity of each of these PBXs. */
export function capacityMessages(pbxs: readonly CloudPbx[], options: ActionOptions): readonly FleetMessage[] {
  const { updateTime } = options;
  return asMessages(
    pbxs.map(({ sn, repository }) => capacityReport({ sn, repository, updateTime })),
    options,
  );
}

/** The deletion of a PBX; `last` are its former DIDs. */
export function deletionReport(
  sn: string,
  last: readonly TrunkDidInfo[],
  { deletionList, updateTime }: Omit<ActionOptions, 'trunkDelete'>,
): DidReport {
  const event = 'pce_delete';
  switch (deletionList) {
    case 'empty':
      return { event, sn, trunkDidInfoList: [], updateTime };
    case 'null':
      return { event, sn, trunkDidInfoList: null, updateTime };
    case 'last':
      return { event, sn, trunkDidInfoList: [...last], updateTime };
    case 'absent':
      return { event, sn, updateTime };
  }
}

function asMessages(
  reports: readonly (DidReport | CapacityReport)[],
  { trunkDelete }: ActionOptions,
): readonly FleetMessage[] {
  if (reports.length === 0) return [];
  return trunkDelete === 'one-array' ? [reports] : reports.map((report) => [report]);
}
