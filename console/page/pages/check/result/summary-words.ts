import type { CheckRow } from '../../../../../schemas/generated/console-types.ts';
import { countWithWord } from '../../../parts/words/count.ts';
import { type RuleStateName, ruleStateNames, stateWords } from '../rule-states.ts';

/** A check in numbers: "2 failed, 40 passed, 7 skipped", or its progress while it runs. */
export function summaryWords({ state, summary, checked, total }: CheckRow): string {
  if (summary === undefined) {
    return state === 'failed'
      ? 'nothing was checked'
      : `${checked} of ${countWithWord(total, 'rule')} checked`;
  }
  const parts = ruleStateNames.flatMap((name) => countWords(name, summary[name] ?? 0));
  return parts.length === 0 ? 'no rules were checked' : parts.join(', ');
}

/** "2 failed", or nothing for none. */
function countWords(state: RuleStateName, n: number): string[] {
  return n === 0 ? [] : [`${n} ${stateWords[state]}`];
}

export function failuresIn({ summary }: CheckRow): number {
  return summary?.fail ?? 0;
}
