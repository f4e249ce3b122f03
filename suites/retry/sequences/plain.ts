import {
  ordered,
  reportsOf,
  type SequenceReport,
  type SequenceStep,
} from '../../../schemas/sequence-step.ts';

/** The same sequence with small numbers: PBXs and DIDs in order of appearance, times without gaps. Pure. */
export function plainNumbers(steps: readonly SequenceStep[]): SequenceStep[] {
  const reports = steps.flatMap(reportsOf);
  const pbx = ranks(reports.map((report) => report.pbx));
  const did = ranks(reports.flatMap(({ dids }) => dids ?? []));
  const at = ranks(reports.map((report) => report.at).sort((a, b) => a - b));
  const plain = (report: SequenceReport): SequenceReport =>
    ordered({
      ...report,
      pbx: pbx(report.pbx),
      at: at(report.at),
      ...(report.dids ? { dids: report.dids.map(did).sort((a, b) => a - b) } : {}),
    });
  return steps.map((step) => (step.reports ? { ...step, reports: step.reports.map(plain) } : step));
}

function ranks(values: readonly number[]): (value: number) => number {
  const known = [...new Set(values)];
  return (value) => known.indexOf(value) + 1;
}
