import type { AttemptRow } from '../../../server/api/types.ts';
import { attemptWords, outcomeTone } from './delivery-words.ts';
import './attempt-cells.css';

interface AttemptCellsProps {
  attempts: readonly AttemptRow[];
  timeoutMs: number;
}

/** The attempts as small cells, as long as the timeout and filled up to the response time. */
export function AttemptCells({ attempts, timeoutMs }: AttemptCellsProps) {
  return (
    <span class="attempt-cells">
      <span class="visually-hidden">
        {attempts.map((attempt) => `Attempt ${attempt.n}: ${attemptWords(attempt)}.`).join(' ')}
      </span>
      {attempts.map((attempt) => (
        <span
          key={attempt.n}
          aria-hidden="true"
          class={`attempt-cell tone-${outcomeTone(attempt.outcome)}`}
          title={`Attempt ${attempt.n}: ${attemptWords(attempt)}`}
        >
          <span style={{ width: `${share(attempt, timeoutMs) * 100}%` }} />
        </span>
      ))}
    </span>
  );
}

function share({ elapsedMs }: AttemptRow, timeoutMs: number): number {
  return elapsedMs === undefined ? 1 : Math.min(1, elapsedMs / timeoutMs);
}
