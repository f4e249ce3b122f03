import type { CheckDetail, CheckEvent, RuleState } from '../../../server/api/types.ts';

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

/** A check after these events. Events of other checks are ignored. */
export function afterEvents(check: CheckDetail, events: readonly CheckEvent[]): CheckDetail {
  const mine = events.filter((event) => event.check.id === check.row.id);
  const last = mine.at(-1);
  if (last === undefined) return check;
  const changed = new Map(mine.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule]));
  const known = new Set(check.rules.map(({ id }) => id));
  const added = [...changed.values()].filter(({ id }) => !known.has(id));
  return {
    ...check,
    row: last.check,
    rules: [...check.rules.map((rule) => changed.get(rule.id) ?? rule), ...added],
  };
}

/** The number of rules per state. */
export function countStates(rules: readonly RuleState[]): Record<RuleStateName, number> {
  const counts = { fail: 0, error: 0, inconclusive: 0, running: 0, waiting: 0, skipped: 0, pass: 0 };
  for (const { state } of rules) counts[state] += 1;
  return counts;
}
