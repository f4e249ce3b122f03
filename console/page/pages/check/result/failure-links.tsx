import { type NamedCause, namedCauses } from '../../../../../schemas/words/diagnosis-words.ts';
import type { CheckDetail, RuleState } from '../../../../server/api/types.ts';
import { hrefWith } from '../../../router.ts';

/** Links to the failed rules, the one to fix first at the top. */
export function FailureLinks({ check }: { check: CheckDetail }) {
  const { failed: order = [], failureNotes = {} } = check;
  const failed = check.rules
    .filter(({ state }) => state === 'fail' || state === 'error')
    .sort((a, b) => placeIn(order, a.id) - placeIn(order, b.id));
  if (failed.length === 0) return null;
  const causes = namedCauses(check.report ?? {});
  return (
    <section class="tone-note tone-bad" aria-labelledby="failures">
      <h2 id="failures">{failed.length === 1 ? '1 rule failed' : `${failed.length} rules failed`}</h2>
      <ol>
        {failed.slice(0, maxShown).map(({ id, state, reason }) => (
          <li key={id}>
            <a href={hrefWith({ rule: id, show: undefined })}>{id}</a>{' '}
            <span class="muted">
              <Note note={failureNotes[id] ?? ''} causes={causes} order={order} />
            </span>
            {reason !== undefined && <span class="failure-reason muted">{reasonWords(state, reason)}</span>}
          </li>
        ))}
      </ol>
      {failed.length > maxShown && <p class="muted">and {failed.length - maxShown} more below</p>}
    </section>
  );
}

interface NoteProps {
  note: string;
  causes: readonly NamedCause[];
  order: readonly string[];
}

/** "must, explained by cause 2" or "must, probably because of no. 1", with a link to the cause or the rule. */
function Note({ note, causes, order }: NoteProps) {
  const [before = '', text] = note.split(/(the diagnosis|cause \d+|no\. \d+)/);
  if (text === undefined) return note;
  const cause = causes.find(({ name }) => name === text);
  const rule = order[Number(/^no\. (\d+)/.exec(text)?.[1]) - 1];
  const href = cause ? `#${cause.anchor}` : rule && hrefWith({ rule, show: undefined });
  return (
    <>
      {before}
      {href ? <a href={href}>{text}</a> : text}
      {note.slice(before.length + text.length)}
    </>
  );
}

function placeIn(order: readonly string[], id: string): number {
  return order.includes(id) ? order.indexOf(id) : order.length;
}

const maxShown = 12;

function reasonWords(state: RuleState['state'], reason: string): string {
  return state === 'fail' ? reason : `Internal error: ${reason}`;
}
