import {
  describeDifferences,
  differencesFromOthers,
  type Json,
  withNames,
  withoutNames,
} from '../../observation/index.ts';
import { capacityChange, didChange } from './messages.ts';
import type { RuleContext } from './rule-context.ts';

/** A message with one report about a PBX that nothing else is sent about. */
export interface OneReport {
  /** A phrase that follows "applied". */
  readonly what: string;
  readonly sn: string;
  /** The names in the PBX's state. */
  readonly names: readonly string[];
  readonly message: unknown;
}

/** A DID change and a capacity change, each about its own PBX, if the observer shows what they change. */
export function reportOfEachKind(ctx: RuleContext): OneReport[] {
  const [one, other] = [ctx.serial(), ctx.serial()];
  const dids = ctx.dids(1);
  const names = dids.flatMap(({ did, didId, trunkId, trunkName }) => [trunkName, trunkId, didId, did]);
  return [
    {
      ...{ what: 'a DID change', sn: one, names: [one, ...names] },
      message: didChange(ctx, { sn: one, dids }),
    },
    {
      ...{ what: 'a capacity change', sn: other, names: [other] },
      message: capacityChange(ctx, { sn: other }),
    },
  ].filter(({ what }) => what === 'a DID change' || ctx.sees.capacity || !ctx.sees.anything);
}

/** The state after a report. */
export interface ResultingState {
  readonly report: OneReport;
  readonly state: Json;
}

/**
 * How the state differs from the states of two other PBXs that got the same messages, one before and one after. Anything in which those two
 * differ, such as a time, is accepted. Undefined if it doesn't differ. Pure.
 */
export function unlikeOthers(
  result: ResultingState,
  before: ResultingState,
  after: ResultingState,
): string | undefined {
  const plain = ({ report, state }: ResultingState) => withoutNames(state, report.names);
  const found = differencesFromOthers([plain(before), plain(after)], plain(result));
  return found.length === 0 ? undefined : withNames(describeDifferences(found), result.report.names);
}
