import type { CheckRow } from '../../../../../schemas/generated/console-types.ts';
import { countWithWord } from '../../../parts/words/count.ts';
import { type RuleStateName, ruleStateNames, stateWords } from '../rule-states.ts';

/** What a check came to in numbers: "2 not met, 40 met, 7 skipped"; while it runs, how far it is. */
export function summaryWords({ state, summary, judged, total }: CheckRow): string {
  if (summary === undefined) {
    return state === 'failed' ? 'nothing was judged' : `${judged} of ${countWithWord(total, 'rule')} judged`;
  }
  const parts = ruleStateNames.flatMap((name) => countWords(name, summary[name] ?? 0));
  return parts.length === 0 ? 'no rule was judged' : parts.join(', ');
}

/** "2 not met", or nothing for none. */
function countWords(state: RuleStateName, n: number): string[] {
  return n === 0 ? [] : [`${n} ${stateWords[state]}`];
}

export function failuresIn({ summary }: CheckRow): number {
  return summary?.fail ?? 0;
}
