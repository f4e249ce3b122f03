import type { Diagnosis, RuleResult } from '../schemas/generated/types.ts';
import type { Facts } from './facts.ts';

/** Whether a rule failed, or was inconclusive, because of a cause. */
export type Follows = (result: RuleResult) => boolean;

/** A root cause that the facts show. */
export interface FoundCause extends Pick<Diagnosis, 'cause' | 'title'> {
  readonly evidence: readonly string[];
  readonly fix: string;
  /** Its consequences; default the rules that lack the acknowledgement of a genuine message. */
  readonly follows?: Follows;
}

/** Whether the facts show this cause, or one of a family. Pure. */
export type Cause = (facts: Facts) => FoundCause | undefined;

/** The first of these causes that the facts show. Pure. */
export function firstShown(causes: readonly Cause[], facts: Facts): FoundCause | undefined {
  for (const cause of causes) {
    const found = cause(facts);
    if (found) return found;
  }
  return undefined;
}
