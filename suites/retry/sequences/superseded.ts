import type { Json } from '../../../observation/index.ts';
import { type RuleContext, showsDid } from '../../../runner/rule-kit.ts';
import {
  hasSeveralOf,
  isGenuineStep,
  reportsOf,
  type SequenceReport,
  type SequenceStep,
} from '../../../schemas/sequence-step.ts';
import { type Expected, isNewReport } from './expected.ts';
import type { Names } from './names.ts';

/** A DID that only older reports about a PBX list, and the last of them. */
export interface SupersededDid {
  readonly did: number;
  readonly report: SequenceReport;
}

/** What a PBX may have had before its newest report. */
export interface Superseded {
  readonly dids: readonly SupersededDid[];
  /** The reports that were new when they arrived, in order: a receiver that ignores late ones applies exactly these. */
  readonly arrived: readonly SequenceReport[];
}

/**
 * The DIDs that a PBX must have lost. None if it is unclear what the receiver applied before: if a response was lost, if two reports about
 * the PBX came in one message, or if another PBX has the DID too. Pure.
 */
export function supersededOf(
  steps: readonly SequenceStep[],
  { pbx, all, newest }: Pick<Expected, 'pbx' | 'all' | 'newest'>,
): Superseded {
  const isOwn = (report: SequenceReport) => report.pbx === pbx;
  const isUnclear = (step: SequenceStep) =>
    isGenuineStep(step) &&
    reportsOf(step).some(isOwn) &&
    (step.how === 'lost-ack' || hasSeveralOf(step, pbx));
  if (steps.some(isUnclear)) return { dids: [], arrived: [] };
  const genuine = steps.filter(isGenuineStep).flatMap(reportsOf);
  const arrived = genuine.filter((report, n) => isOwn(report) && isNewReport(report, genuine.slice(0, n)));
  const others = genuine.filter((report) => !isOwn(report)).flatMap((report) => report.dids ?? []);
  const left = new Set([...newest.flatMap(({ dids }) => dids ?? []), ...others]);
  const listed = [...new Set(all.flatMap(({ dids }) => dids ?? []))].filter((did) => !left.has(did));
  const dids = listed.flatMap((did) => {
    const report = all.findLast((one) => one.event !== 'pce_delete' && one.dids?.includes(did));
    return report ? [{ did, report }] : [];
  });
  return { dids, arrived };
}

/** Whether a state shows that the PBX has this DID now. */
export function shows(ctx: RuleContext, state: Json, names: Names, did: number): boolean {
  const info = ctx.sees.marks ? names.did(did) : undefined;
  return info !== undefined && showsDid(ctx, state, info);
}

/** The places where a neutral state names a DID, whatever the index in a list. Pure. */
export function placesNaming(state: Json, name: string, path = ''): string[] {
  if (Array.isArray(state)) return state.flatMap((inner) => placesNaming(inner, name, `${path}[]`));
  if (typeof state !== 'object' || state === null) return isNamed(String(state), name) ? [path] : [];
  return Object.entries(state).flatMap(([key, inner]) => {
    // A key may be the id of a row.
    const at = `${path}.${key.replaceAll(/\d+/g, '*')}`;
    return [...(isNamed(key, name) ? [at] : []), ...placesNaming(inner, name, at)];
  });
}

/** DID 12 doesn't name DID 1. */
function isNamed(text: string, name: string): boolean {
  return text.split(name).some((rest, n) => n > 0 && !/^\d/.test(rest));
}
