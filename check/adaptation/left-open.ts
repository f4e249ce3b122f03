import { type Facts, refusals } from '../../diagnosis/index.ts';
import type { Rule } from '../../runner/index.ts';
import type { Diagnosis, RuleResult } from '../../schemas/generated/types.ts';

/** What a run found. */
export interface Found {
  readonly facts: Facts;
  readonly causes: readonly Diagnosis[];
  readonly results: readonly RuleResult[];
}

/**
 * The rules that a run left open because of this cause, and those that no cause explains. If nothing genuine got through, a rule that passed may
 * only have seen refusals. Pure.
 */
export function leftOpen(
  rules: readonly Rule[],
  { facts, causes, results }: Found,
  { cause }: Diagnosis,
): readonly Rule[] {
  const verdicts = new Map(results.map(({ id, verdict }) => [id, verdict]));
  const explained = new Set(causes.find((one) => one.cause === cause)?.explains);
  const isBlind = refusals(facts.genuine) !== undefined;
  return rules.filter(({ id }) => {
    const verdict = verdicts.get(id);
    if (explained.has(id)) return true;
    if (verdict === 'pass') return isBlind;
    return verdict === 'inconclusive' || verdict === 'skipped';
  });
}
