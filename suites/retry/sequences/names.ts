import { type Json, renamed } from '../../../observation/index.ts';
import type { RuleContext } from '../../../runner/rule-kit.ts';
import type { SequenceReport } from '../../../schemas/sequence-step.ts';
import {
  type CapacityReport,
  capacityReport,
  type DidReport,
  didReport,
  type TrunkDidInfo,
} from '../../../simulator/index.ts';

/** What the numbers of a sequence mean in one try. Each try has PBXs and DIDs that are new to the receiver. */
export interface Names {
  sn(pbx: number): string;
  /** Undefined if none of its reports lists this DID. */
  did(n: number): TrunkDidInfo | undefined;
  message(reports: readonly SequenceReport[]): (DidReport | CapacityReport)[];
  /** A state with names that are the same in every try: `PBX 1`, `DID 2`. */
  neutral(state: Json): Json;
}

/** The name of a DID for people, and in a neutral state. */
export function didName(n: number): string {
  return `DID ${n}`;
}

export function namesFor(
  ctx: RuleContext,
  pbxNumbers: readonly number[],
  reports: readonly SequenceReport[],
): Names {
  const serials = new Map(pbxNumbers.map((pbx) => [pbx, ctx.serial()]));
  const dids = didsFor(ctx, reports);
  const sn = (pbx: number) => serials.get(pbx) ?? '';
  const named = (field: keyof TrunkDidInfo, what: string) =>
    [...dids].map(([n, info]) => [String(info[field]), `${what}${didName(n)}`] as const);
  const trunks = [...named('trunkName', 'trunk of '), ...named('trunkId', 'id of trunk of ')];
  const numbers = [...named('did', ''), ...named('didId', 'id of ')];
  const pbxs = [...serials].map(([n, serial]) => [serial, `PBX ${n}`] as const);
  return {
    sn,
    did: (n) => dids.get(n),
    message: (reports) => reports.map((report) => inFull(ctx, report, sn(report.pbx), dids)),
    neutral: (state) => renamed(state, [...pbxs, ...trunks, ...numbers]),
  };
}

/** Ascending numbers, so that a receiver that sorts them always has the same order. */
function didsFor(ctx: RuleContext, reports: readonly SequenceReport[]): Map<number, TrunkDidInfo> {
  const listed = reports.flatMap(({ dids }) => dids ?? []);
  const numbers = [...new Set(listed)].sort((a, b) => a - b);
  const infos = ctx.dids(numbers.length);
  return new Map(infos.map((info, n) => [numbers[n] ?? 0, info]));
}

function inFull(
  ctx: RuleContext,
  { at, event, dids, capacity = {} }: SequenceReport,
  sn: string,
  known: ReadonlyMap<number, TrunkDidInfo>,
): DidReport | CapacityReport {
  const updateTime = ctx.updateTime(at);
  if (event === undefined) return capacityReport({ sn, repository: capacity, updateTime });
  if (dids === undefined) return { event, sn, updateTime };
  if (dids === null) return { event, sn, trunkDidInfoList: null, updateTime };
  return didReport({ sn, event, dids: dids.flatMap((n) => known.get(n) ?? []), updateTime });
}
