import type { RuleEntry, RuleState } from '../../../../server/api/types.ts';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { durationInWords } from '../../../parts/words/duration.ts';
import { EvidenceView } from './evidence-view.tsx';
import { FindingView } from './finding-view.tsx';
import type { RuleResult } from './report.ts';
import './rule-detail.css';

interface RuleDetailProps {
  readonly rule: RuleState;
  readonly entry: RuleEntry | undefined;
  readonly result: RuleResult | undefined;
  readonly isRunning: boolean;
}

/** Details of a rule: its reason, the finding, and the exchanges. */
export function RuleDetail({ rule, entry, result, isRunning }: RuleDetailProps) {
  const { state, reason } = rule;
  return (
    <div class="rule-detail">
      {entry !== undefined && (
        <p>
          <span class="muted">
            {entry.level}
            {result !== undefined && `, ${result.basis}, ${durationInWords(result.durationMs)}`}
          </span>{' '}
          {entry.why}
        </p>
      )}
      {result?.finding !== undefined && <FindingView finding={result.finding} />}
      {result?.finding === undefined && reason !== undefined && (
        <p>{state === 'fail' ? `Actual: ${reason}` : `Why: ${reason}.`}</p>
      )}
      {result?.flaky !== undefined && <p>It failed once, then passed with the same seed.</p>}
      {isRunning && <p class="muted">The exchanges are shown when the check has ended.</p>}
      <Command name="To explain it" command={`hookswitch rules ${rule.id}`} />
      {result?.rerun !== undefined && <Command name="Rerun" command={result.rerun} />}
      {result !== undefined && <EvidenceView evidence={result.evidence} />}
    </div>
  );
}

function Command({ name, command }: { name: string; command: string }) {
  return (
    <p class="rule-command">
      <span class="muted">{name}:</span> <code>{command}</code>{' '}
      <CopyButton name={`the command ${command}`} text={command} />
    </p>
  );
}
