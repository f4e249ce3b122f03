import type { Diagnosis, RuleResult } from '../../schemas/generated/types.ts';
import type { Sentence } from '../../text/option-words.ts';
import type { Facts } from './facts.ts';

/** A root cause that the facts show. */
export interface FoundCause extends Pick<Diagnosis, 'cause' | 'title'> {
  readonly evidence: readonly string[];
  readonly fix: Sentence;
  /** Whether a rule failed, or was inconclusive, because of it. */
  readonly follows: (result: RuleResult) => boolean;
}

/** Whether the facts show this cause, or one of a family. Pure. */
export type Cause = (facts: Facts) => FoundCause | undefined;
