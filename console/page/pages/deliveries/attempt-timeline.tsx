import type { AttemptRow, DeliveryRow } from '../../../server/api/types.ts';
import { Badge } from '../../parts/badge.tsx';
import { Time } from '../../parts/time.tsx';
import { durationInWords } from '../../parts/words/duration.ts';
import { attemptWords, outcomeTone, outcomeWord } from './delivery-words.ts';

/** The attempts on a time axis, each against its timeout, with the gaps between them. */
export function AttemptTimeline({ row: { acceptedAt, attempts, timeoutMs } }: { row: DeliveryRow }) {
  if (attempts.length === 0) return <p class="muted">None yet.</p>;
  const zero = Date.parse(attempts[0]?.startedAt ?? acceptedAt);
  const spans = attempts.map((attempt) => spanOf(attempt, zero, timeoutMs));
  const axisMs = Math.max(...spans.map(({ startMs, lengthMs }) => startMs + Math.max(lengthMs, timeoutMs)));
  return (
    <ol class="timeline plain-list">
      {attempts.map((attempt, index) => {
        const { startMs, lengthMs } = spans[index] ?? { startMs: 0, lengthMs: 0 };
        const before = spans[index - 1];
        return (
          <li key={attempt.n}>
            <p>
              <strong>Attempt {attempt.n}</strong>{' '}
              <Badge tone={outcomeTone(attempt.outcome)}>
                {attempt.outcome === undefined ? 'In progress' : outcomeWord(attempt.outcome)}
              </Badge>{' '}
              <span class="muted">
                {attempt.outcome !== undefined && attemptWords(attempt)}
                {before !== undefined &&
                  `, ${durationInWords(startMs - before.startMs - before.lengthMs)} after the previous one`}
              </span>
            </p>
            <p class="timeline-at muted">
              <Time at={attempt.startedAt} isExact />
            </p>
            <div class={`timeline-track tone-${outcomeTone(attempt.outcome)}`} aria-hidden="true">
              <span
                class="timeline-limit"
                style={{ left: percent(startMs / axisMs), width: percent(timeoutMs / axisMs) }}
              />
              <span
                class="timeline-bar"
                style={{ left: percent(startMs / axisMs), width: percent(lengthMs / axisMs) }}
              />
            </div>
          </li>
        );
      })}
      <li class="timeline-scale muted" aria-hidden="true">
        <span>0</span>
        <span>pale: the time given, {durationInWords(timeoutMs)} each</span>
        <span>{durationInWords(axisMs)}</span>
      </li>
    </ol>
  );
}

function spanOf({ startedAt, elapsedMs }: AttemptRow, zero: number, timeoutMs: number) {
  return { startMs: Math.max(0, Date.parse(startedAt) - zero), lengthMs: elapsedMs ?? timeoutMs };
}

function percent(part: number): string {
  return `${Math.min(1, part) * 100}%`;
}
