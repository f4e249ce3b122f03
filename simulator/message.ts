import type { CapacityReport, DidReport, TestMessage, TrunkDidInfo } from '../schemas/generated/types.ts';

export type { CapacityReport, DidReport, TestMessage, TrunkDidInfo };

export type DidEvent = DidReport['event'];
export const didEvents = [
  'did_change',
  'did_delete',
  'trunk_delete',
  'pce_delete',
] as const satisfies readonly DidEvent[];

/** "If the test is successful, the third-party application … will receive the following message in JSON format". */
export const testMessage: TestMessage = { event: 'test', message: 'This is a webhook connectivity test.' };

/** What a report about a PBX's DID numbers says. */
export interface DidFacts {
  readonly sn: string;
  readonly event?: DidEvent;
  /** The DIDs that the PBX has now. */
  readonly dids: readonly TrunkDidInfo[];
  /** Seconds since 1970. */
  readonly updateTime: number;
}

/** One item of a PCE DID Change message, keys in the documented order. */
export function didReport({ sn, event = 'did_change', dids, updateTime }: DidFacts): DidReport {
  return { event, sn, trunkDidInfoList: [...dids], updateTime };
}

/** One DID of a trunk as YCM lists it: every value a string. */
export function trunkDid(n: number, did: string, trunkName = 'register-trunk-shared_32YFS4'): TrunkDidInfo {
  return { did, didId: String(1_192_488 + n), trunkId: '114529', trunkName };
}

/** The values of the vendor's example, every one a string. */
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

export interface CapacityFacts {
  readonly sn: string;
  readonly repository?: Partial<CapacityReport['repository']>;
  readonly modifier?: string;
  readonly updateTime: number;
}

/** One item of a PCE Capacity Change message: it has no `event`. */
export function capacityReport(facts: CapacityFacts): CapacityReport {
  const { sn, repository = {}, modifier = 'admin@example.com', updateTime } = facts;
  return { modifier, repository: { ...exampleRepository, ...repository }, sn, updateTime };
}
