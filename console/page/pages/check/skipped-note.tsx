import type { RuleState } from '../../../server/api/types.ts';
import { countWithWord } from '../../parts/words/count.ts';
import { skippedByNeed } from './remedies.ts';

/** The skipped rules, and how to make the console check them. */
export function SkippedNote({ rules }: { rules: readonly RuleState[] }) {
  const groups = skippedByNeed(rules);
  if (groups.length === 0) return null;
  const total = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  return (
    <details class="skipped-note">
      <summary>{countWithWord(total, 'rule')} skipped: how to check them</summary>
      <ul>
        {groups.map(({ text, remedy }) => (
          <li key={text} class="skipped-group">
            <strong>{text}.</strong> {remedy}
          </li>
        ))}
      </ul>
    </details>
  );
}
