import type { CheckRow } from '../../../server/api/types.ts';
import { countWithWord } from '../../parts/words/count.ts';
import { ruleStateNames, stateWords } from './rule-states.ts';

/** A check in numbers: "2 failed, 40 passed, 7 skipped", or its progress while it runs. */
export function summaryWords({ state, summary, checked, total, behind }: CheckRow): string {
  if (summary === undefined && state === 'running' && behind)
    return `${behind.checked} of ${countWithWord(behind.total, 'rule')} checked with ${behind.words}, to see what lies behind the cause`;
  if (summary === undefined) {
    return state === 'failed'
      ? 'nothing was checked'
      : `${checked} of ${countWithWord(total, 'rule')} checked`;
  }
  const parts = ruleStateNames.flatMap((name) =>
    summary[name] ? `${summary[name]} ${stateWords[name]}` : [],
  );
  return parts.length === 0 ? 'no rules were checked' : parts.join(', ');
}
