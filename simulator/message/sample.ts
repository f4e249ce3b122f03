import { deletionReport } from '../fleet/reports.ts';
import type { Profile } from '../profile.ts';
import { seededRandom } from '../random.ts';
import { capacityReport, type DidEvent, didEvents, didReport, testMessage, trunkDid } from './message.ts';

/** The name of an event that YCM pushes. */
export type EventName =
  /** The test message. */
  | 'test'
  /** A report on a PBX's DIDs. */
  | DidEvent
  /** A report on a PBX's capacity; the vendor gives it no name. */
  | 'capacity_change';

/** The events of the vendor's list, and the test message. */
export const eventNames = ['test', ...didEvents, 'capacity_change'] as const satisfies readonly EventName[];

/** Which message to make. */
export interface SampleOptions {
  /** The event that it tells of. */
  readonly event: EventName;
  /** What it is drawn from: the same seed gives the same message. */
  readonly seed: number;
  /** Which of the seed's messages, from 0. */
  readonly n?: number;
  /** When the event happened (seconds since 1970); default 1773110920, the vendor's example, plus `n`. */
  readonly updateTime?: number;
  /** The form of the list of a `pce_delete`, as of the profile; default empty. */
  readonly deletionList?: Profile['deletionList'];
}

/**
 * A message such as YCM sends, the same for the same options on every machine.
 *
 * @param options Which message to make.
 */
export function sampleMessage({
  event,
  seed,
  n = 0,
  updateTime = 1_773_110_920 + n,
  deletionList = 'empty',
}: SampleOptions): unknown {
  if (event === 'test') return testMessage;
  const random = seededRandom(seed * 31 + n);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const sn = sampleSn(upTo);
  if (event === 'capacity_change') {
    const repository = {
      extensions: String(10 * (1 + upTo(50))),
      concurrentCalls: String(1 + upTo(100)),
      enableCallRecording: upTo(2) === 0 ? 'no' : 'yes',
    };
    return [capacityReport({ sn, repository, updateTime })];
  }
  const dids = sampleDids(upTo);
  return [
    event === 'pce_delete'
      ? deletionReport(sn, dids, { deletionList, updateTime })
      : didReport({ sn, event, dids, updateTime }),
  ];
}

function sampleDids(upTo: (limit: number) => number) {
  const trunkName = `register-trunk-shared_${base36(upTo, 6)}`;
  const first = 10_000_000 + upTo(80_000_000);
  return Array.from({ length: 1 + upTo(8) }, (_, n) =>
    trunkDid(upTo(9000) * 10 + n, String(first + n), trunkName),
  );
}

/** 16 characters in the manner of the vendor's examples, `36XXXXXXXXXXXXZK`. */
function sampleSn(upTo: (limit: number) => number): string {
  return `36${base36(upTo, 12)}ZK`;
}

function base36(upTo: (limit: number) => number, length: number): string {
  return Array.from({ length }, () => upTo(36).toString(36))
    .join('')
    .toUpperCase();
}
