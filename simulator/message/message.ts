import type { CapacityReport, DidReport, TestMessage, TrunkDidInfo } from '../../schemas/generated/types.ts';

export type { CapacityReport, DidReport, TestMessage, TrunkDidInfo };

/** The event of a DID report: `did_change`, `did_delete`, `trunk_delete` or `pce_delete`. */
export type DidEvent = DidReport['event'];

/**
 * The message that YCM sends when an administrator tests a webhook. Source: "If the test is successful, the third-party application … will
 * receive the following message in JSON format".
 */
export const testMessage: TestMessage = { event: 'test', message: 'This is a webhook connectivity test.' };

/** The values of a DID report. */
export interface DidFacts {
  /** The PBX's serial number. */
  readonly sn: string;
  /** What happened, default `did_change`. */
  readonly event?: DidEvent;
  /** The DIDs that the PBX has now. */
  readonly dids: readonly TrunkDidInfo[];
  /** When it happened (seconds since 1970). */
  readonly updateTime: number;
}

/**
 * One item of a PCE DID Change message, keys in the documented order.
 *
 * @param facts The values of the report.
 */
export function didReport({ sn, event = 'did_change', dids, updateTime }: DidFacts): DidReport {
  return { event, sn, trunkDidInfoList: [...dids], updateTime };
}

/** Whether a report is about DIDs. Reports about capacity have no event. */
export function isDidReport(report: DidReport | CapacityReport): report is DidReport {
  return 'event' in report;
}

/**
 * One DID of a trunk as YCM lists it: every value a string. The trunk's id is that of the vendor's example.
 *
 * @param n A number that identifies the DID: `didId` is that of the vendor's example, 1192488, plus this number.
 * @param did The DID number.
 * @param trunkName The trunk's name, default that of the vendor's example.
 */
export function trunkDid(n: number, did: string, trunkName = 'register-trunk-shared_32YFS4'): TrunkDidInfo {
  return { did, didId: String(1_192_488 + n), trunkId: '114529', trunkName };
}

/** The values of the vendor's example, all strings. */
export const exampleRepository: CapacityReport['repository'] = {
  extensions: '5',
  transcription: '200',
  receptionist: '0',
  concurrentCalls: '5',
  enableCallRecording: 'yes',
  receptionist_pack: '0',
  recordingCapacity: '500',
  transcription_pack: '0',
};

/** The values of a capacity report. */
export interface CapacityFacts {
  /** The PBX's serial number. */
  readonly sn: string;
  /** Capacities to override in the vendor's example; every value is a string. */
  readonly repository?: Partial<CapacityReport['repository']>;
  /** Who changed them, default `admin@example.com`. */
  readonly modifier?: string;
  /** When it happened (seconds since 1970). */
  readonly updateTime: number;
}

/**
 * One item of a PCE Capacity Change message, without `event`.
 *
 * @param facts The values of the report.
 */
export function capacityReport(facts: CapacityFacts): CapacityReport {
  const { sn, repository = {}, modifier = 'admin@example.com', updateTime } = facts;
  return { modifier, repository: { ...exampleRepository, ...repository }, sn, updateTime };
}
