import type { RuleState } from '../../../server/api/types.ts';

export type RuleStateName = RuleState['state'];

/** The states of a rule in order of interest. */
export const ruleStateNames = [
  'fail',
  'error',
  'inconclusive',
  'running',
  'waiting',
  'skipped',
  'pass',
] as const;

/** The label of each state. */
export const stateWords: Record<RuleStateName, string> = {
  fail: 'failed',
  error: 'error',
  inconclusive: 'inconclusive',
  running: 'running',
  waiting: 'waiting',
  skipped: 'skipped',
  pass: 'passed',
};

/** The number of rules per state. */
export function countStates(rules: readonly RuleState[]): Record<RuleStateName, number> {
  const counts = { fail: 0, error: 0, inconclusive: 0, running: 0, waiting: 0, skipped: 0, pass: 0 };
  for (const { state } of rules) counts[state] += 1;
  return counts;
}
