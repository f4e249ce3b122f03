import type { CheckDetail, RuleState } from '../../../../../schemas/generated/console-types.ts';
import { hrefWith } from '../../../router.ts';

/** Links to the failed rules, the one to fix first at the top. */
export function FailureLinks({ check }: { check: CheckDetail }) {
  const { failed: order = [], failureNotes = {} } = check;
  const failed = check.rules
    .filter(({ state }) => state === 'fail' || state === 'error')
    .sort((a, b) => placeIn(order, a.id) - placeIn(order, b.id));
  if (failed.length === 0) return null;
  return (
    <section class="tone-note tone-bad" aria-labelledby="failures">
      <h2 id="failures">{failed.length === 1 ? '1 rule failed' : `${failed.length} rules failed`}</h2>
      <ol>
        {failed.slice(0, maxShown).map(({ id, state, reason }) => (
          <li key={id}>
            <a href={hrefWith({ rule: id, show: undefined })}>{id}</a>{' '}
            <span class="muted">{failureNotes[id]}</span>
            {reason !== undefined && <span class="failure-reason muted">{reasonWords(state, reason)}</span>}
          </li>
        ))}
      </ol>
      {failed.length > maxShown && <p class="muted">and {failed.length - maxShown} more below</p>}
    </section>
  );
}

function placeIn(order: readonly string[], id: string): number {
  return order.includes(id) ? order.indexOf(id) : order.length;
}

const maxShown = 12;

function reasonWords(state: RuleState['state'], reason: string): string {
  return state === 'fail' ? reason : `Internal error: ${reason}`;
}
