import type { CheckRow } from '../../../server/api/types.ts';
import { api } from '../../api.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Time } from '../../parts/time.tsx';
import { CheckStateBadge } from './check-state.tsx';
import { summaryWords } from './summary-words.ts';
import './check-list.css';

interface CheckListProps {
  readonly checks: readonly CheckRow[];
  readonly onRemoved: () => void;
}

/** Earlier checks, newest first. */
export function CheckList({ checks, onRemoved }: CheckListProps) {
  return (
    <section class="former-checks" aria-labelledby="former-checks">
      <h2 id="former-checks">Past checks</h2>
      {checks.length === 0 && (
        <p class="muted">
          None yet. Fill in the form. A check sends messages to the receiver and takes about a minute.
        </p>
      )}
      <ul class="plain-list">
        {checks.map((check) => (
          <li key={check.id} class="former-check">
            <a href={`/check/${encodeURIComponent(check.id)}`}>
              <span class="check-url">{check.url}</span>
              <CheckStateBadge check={check} />
              <span class="muted">
                <Time at={check.startedAt} />, {check.method}, {summaryWords(check)}
              </span>
            </a>
            {check.state !== 'running' && (
              <ConfirmButton
                name={`Remove the check of ${check.url}`}
                title="Remove this check"
                text={`This deletes the check of ${check.url} and its report.`}
                confirm="Remove it"
                onConfirm={() => api.checks[':id'].$delete({ param: { id: check.id } }).then(onRemoved)}
              >
                Remove…
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
