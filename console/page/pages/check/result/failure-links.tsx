import type { CheckDetail, RuleState } from '../../../../../schemas/generated/console-types.ts';
import { hrefWith } from '../../../router.ts';

/** Links to the failed rules. */
export function FailureLinks({ check }: { check: CheckDetail }) {
  const failed = check.rules.filter(({ state }) => state === 'fail' || state === 'error');
  if (failed.length === 0) return null;
  return (
    <section class="failures tone-bad" aria-labelledby="failures">
      <h2 id="failures">{failed.length === 1 ? '1 rule failed' : `${failed.length} rules failed`}</h2>
      <ul>
        {failed.slice(0, maxShown).map(({ id, state, reason }) => (
          <li key={id} class="failure">
            <a href={hrefWith({ rule: id, show: undefined })}>{id}</a>
            {reason !== undefined && <span class="muted">: {reasonWords(state, reason)}</span>}
          </li>
        ))}
        {failed.length > maxShown && <li class="muted">and {failed.length - maxShown} more below</li>}
      </ul>
    </section>
  );
}

const maxShown = 12;

function reasonWords(state: RuleState['state'], reason: string): string {
  return state === 'fail' ? `this one ${reason}` : `Internal error: ${reason}`;
}
