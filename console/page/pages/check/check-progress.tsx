import { useState } from 'preact/hooks';
import type { CheckDetail } from '../../../server/api/types.ts';
import { api } from '../../api.ts';
import { notifyProblem } from '../../parts/notices.tsx';

/** The progress of a check, and a button to stop it. */
export function CheckProgress({ check: { row } }: { check: CheckDetail }) {
  const [isStopping, setStopping] = useState(false);
  const stop = () => {
    setStopping(true);
    api.checks[':id'].stop.$post({ param: { id: row.id } }).catch((reason) => {
      setStopping(false);
      notifyProblem(reason);
    });
  };
  const { checked, total } = row.behind ?? row;
  return (
    <div class="check-progress">
      <progress value={checked} max={total} aria-label="Rules checked" />
      <span>
        {checked} of {total}
        {row.behind && `, behind the cause, with ${row.behind.words}`}
      </span>
      <button
        type="button"
        class="outline secondary"
        aria-busy={isStopping}
        disabled={isStopping}
        onClick={stop}
      >
        {isStopping ? 'Stopping' : 'Stop'}
      </button>
    </div>
  );
}
