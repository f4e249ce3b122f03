import type {
  CapacityReport,
  DidReport,
  FleetMessage,
  Repository,
  TrunkDidInfo,
} from '../../simulator/index.ts';
import { isDidReport } from '../../simulator/message/message.ts';

/** What a receiver must have stored after every message of a workload arrived at least once, in any order. */
export interface ExpectedState {
  /** The DIDs of each PBX by its serial number, as its newest report lists them. Deleted PBXs are left out. */
  readonly dids: Readonly<Record<string, readonly TrunkDidInfo[]>>;
  /** The PBXs whose newest report says that they are deleted. */
  readonly deleted: readonly string[];
  /**
   * The newest capacity of each PBX by its serial number. A capacity that isn't newer than the deletion of its PBX is left out, because the
   * vendor doesn't say whether it still counts.
   */
  readonly capacities: Readonly<Record<string, Repository>>;
}

/**
 * The final state after these messages, in any order. It follows from the vendor's page: a report is a snapshot of its PBX, so the one with
 * the greatest `updateTime` counts, and a late older one changes nothing. If the newest DID reports of a PBX differ but have the same
 * `updateTime`, their order is unknown, so `dids` and `deleted` leave the PBX out. The same goes for capacity reports and `capacities`.
 *
 * @param messages The messages, each an array of reports.
 */
export function expectedState(messages: readonly FleetMessage[]): ExpectedState {
  const reports = messages.flat();
  const didReports = reports.filter(isDidReport);
  const deletions = didReports.filter(isDeletion);
  const isDeletedSince = ({ sn, updateTime }: CapacityReport) =>
    deletions.some((deletion) => deletion.sn === sn && deletion.updateTime >= updateTime);
  const newest = newestOfEach(didReports);
  const capacities = newestOfEach(reports.filter(isCapacityReport)).filter(
    (report) => !isDeletedSince(report),
  );
  return {
    dids: Object.fromEntries(
      newest
        .filter((report) => !isDeletion(report))
        .map((report) => [report.sn, report.trunkDidInfoList ?? []]),
    ),
    deleted: newest.filter(isDeletion).map(({ sn }) => sn),
    capacities: Object.fromEntries(capacities.map(({ sn, repository }) => [sn, repository])),
  };
}

/** The newest report of each PBX, unless there are several that differ. */
function newestOfEach<R extends DidReport | CapacityReport>(reports: readonly R[]): R[] {
  const sns = [...new Set(reports.map(({ sn }) => sn))];
  return sns.flatMap((sn) => {
    const own = reports.filter((report) => report.sn === sn);
    const newestTime = own.reduce((newest, { updateTime }) => Math.max(newest, updateTime), 0);
    const [first, ...others] = own.filter(({ updateTime }) => updateTime === newestTime);
    const isClear = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
    return first !== undefined && isClear ? [first] : [];
  });
}

function isCapacityReport(report: DidReport | CapacityReport): report is CapacityReport {
  return !isDidReport(report);
}

function isDeletion({ event }: DidReport): boolean {
  return event === 'pce_delete';
}
