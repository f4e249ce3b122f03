import fc from 'fast-check';
import type { FleetAction, FleetMessage, WorkloadStep } from '../../simulator/index.ts';
import { isDidReport } from '../../simulator/message/message.ts';

/** The workload of a fleet, starting without PBXs. Every action is valid when it happens. */
export interface FleetWorkload {
  /** The actions in order, at least a second apart, each with its messages. */
  readonly steps: readonly WorkloadStep[];
  /** The messages of all steps in order. */
  readonly messages: readonly FleetMessage[];
}

/** A value that fast-check shows as the steps of its workload, one per line, instead of as data. */
export function withSummary<T extends object>(
  value: T,
  workload: FleetWorkload,
  deliveries?: readonly FleetMessage[],
): T {
  const summary = () =>
    [...linesOf(workload), ...(deliveries ? [seenLine(workload, deliveries)] : [])].join('\n');
  return Object.defineProperty(value, fc.toStringMethod, { value: summary, enumerable: false });
}

function linesOf({ steps }: FleetWorkload): string[] {
  let pushed = 0;
  const name = () => {
    pushed += 1;
    return `#${pushed}`;
  };
  return steps.map(({ action, updateTime, messages }) => {
    const pushes = messages.map((message) => `${name()} ${message.map(reportInWords).join(', ')}`);
    return `${updateTime} ${inWords(action)} -> ${pushes.length === 0 ? 'nothing' : pushes.join('; ')}`;
  });
}

function seenLine({ messages }: FleetWorkload, deliveries: readonly FleetMessage[]): string {
  const seen = deliveries.map((message) => `#${messages.indexOf(message) + 1}`);
  return `seen: ${seen.length === 0 ? 'nothing' : seen.join(' ')}`;
}

function inWords(action: FleetAction): string {
  switch (action.action) {
    case 'add-trunk':
      return `add-trunk ${action.dids[0]?.trunkId}`;
    case 'create-pbx':
    case 'assign-dids':
    case 'remove-dids':
    case 'bind-dids':
      return `${action.action} ${action.sn} ${(action.didIds ?? []).join(',')}`;
    case 'delete-dids':
      return `delete-dids ${action.didIds.join(',')}`;
    case 'delete-trunk':
      return `delete-trunk ${action.trunkId}`;
    case 'delete-pbx':
      return `delete-pbx ${action.sn}`;
    case 'resize':
      return `resize ${[action.sn].flat().join(',')} ${JSON.stringify(action.repository)}`;
  }
}

function reportInWords(report: FleetMessage[number]): string {
  if (!isDidReport(report)) return `capacity of ${report.sn}`;
  const list = report.trunkDidInfoList;
  const dids = Array.isArray(list)
    ? `[${list.map(({ didId }) => didId).join(',')}]`
    : String(list ?? 'absent');
  return `${report.event} of ${report.sn} ${dids}`;
}
