import type { Rule } from '../runner/index.ts';
import type { RuleResult } from '../schemas/generated/types.ts';

/** The rules that ran, and their results. */
export interface CheckedRules {
  readonly rules: readonly Rule[];
  readonly results: readonly RuleResult[];
}

/** The results of the rules for which this is true. A result doesn't contain everything that its rule declares. */
export function resultsWhere(
  { rules, results }: CheckedRules,
  isMeant: (rule: Rule) => boolean | undefined,
): RuleResult[] {
  const ids = new Set(rules.filter(isMeant).map(({ id }) => id));
  return results.filter(({ id }) => ids.has(id));
}
