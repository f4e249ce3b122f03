import { capacityFields, type didFields, type SentValues } from '../../observation/index.ts';
import { capacityReport, type DidReport, didReport, type TrunkDidInfo } from '../../simulator/index.ts';
import type { Identities } from '../context/identity.ts';

/** A message about one PBX, and its values by field. */
export interface Stimulus {
  readonly sn: string;
  readonly message: unknown;
  readonly sent: SentValues;
}

/** The values of one report, whatever its form. */
export interface DidStimulus extends Stimulus {
  readonly report: DidReport;
}

/** A DID report in which no two fields, and no two DIDs, have the same value. */
export function didStimulus(
  identities: Identities,
  sn: string,
  count: number,
  updateTime: number,
): DidStimulus {
  return stimulusOf(sn, identities.dids(count).map(distinctive), updateTime);
}

/** The newer report again, later, with the last DID of the older one. */
export function withDidBack(older: DidStimulus, newer: DidStimulus, updateTime: number): DidStimulus {
  const didsOf = ({ report }: DidStimulus) => report.trunkDidInfoList ?? [];
  const dids = [...didsOf(older).slice(-1), ...didsOf(newer)];
  return stimulusOf(newer.sn, dids, updateTime);
}

function stimulusOf(sn: string, dids: readonly TrunkDidInfo[], updateTime: number): DidStimulus {
  const values = (field: (typeof didFields)[number]) => dids.map((info) => info[field]);
  const report = didReport({ sn, dids, updateTime });
  return {
    ...{ sn, report, message: [report] },
    sent: {
      sn: [sn],
      did: values('did'),
      didId: values('didId'),
      trunkId: values('trunkId'),
      trunkName: values('trunkName'),
      updateTime: [String(updateTime)],
    },
  };
}

/** The report without its array, for a receiver that reads `event` from the body and so ignores arrays. */
export function withoutArray({ report, ...stimulus }: DidStimulus): Stimulus {
  return { ...stimulus, message: report };
}

/** The report with its time in milliseconds, for a receiver that expects that and considers every real report old. */
export function inMilliseconds({ report, ...stimulus }: DidStimulus): Stimulus {
  return { ...stimulus, message: [{ ...report, updateTime: report.updateTime * 1000 }] };
}

/** A capacity report in which no two fields have the same value, and none the value of an earlier report. */
export function capacityStimulus(identities: Identities, sn: string, updateTime: number): Stimulus {
  const [tail = ''] = identities.dids(1).map(({ did }) => `${did.slice(1, 4)}${did.slice(-2)}`);
  const values = capacityFields.map((field, n) => [field, `${n + 1}${tail}${n}`] as const);
  const modifier = `learned-${tail}@example.com`;
  return {
    sn,
    message: [capacityReport({ sn, modifier, updateTime, repository: Object.fromEntries(values) })],
    sent: {
      ...Object.fromEntries(values.map(([field, value]) => [field, [value]])),
      sn: [sn],
      modifier: [modifier],
      updateTime: [String(updateTime)],
    },
  };
}

/** Ids have nine digits, to fit into any column. No id is part of another value. */
function distinctive({ did }: TrunkDidInfo): TrunkDidInfo {
  const digits = `${did.slice(1, 6)}${did.slice(-3)}`;
  return { did, didId: `8${digits}`, trunkId: `7${digits}`, trunkName: `trunk-${digits}x` };
}
