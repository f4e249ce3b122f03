import { useState } from 'preact/hooks';
import type { AttemptOutcomeName, LatencyPoint } from '../../../../server/api/types.ts';
import { countWithWord, formatNumber } from '../../../parts/words/count.ts';
import { outcomeTone, outcomeWord } from '../delivery-words.ts';
import { latencyWords, outcomeCounts } from './delivery-stats.ts';
import { LatencyChart } from './latency-chart.tsx';
import { markPoints } from './marks.ts';
import { OutcomeChart } from './outcome-chart.tsx';
import { useLatencies } from './use-latencies.ts';
import './charts.css';

const openKey = 'charts-open';

/** The last attempts in two charts, with text alternatives. */
export function Charts() {
  const points = useLatencies();
  const [isOpen, setOpen] = useState(wasOpen);
  if (points === undefined) return isOpen ? <div class="charts-waiting" /> : null;
  if (points.length === 0) return null;
  return (
    <details
      class="charts panel"
      open={isOpen}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        localStorage.setItem(openKey, String(currentTarget.open));
      }}
    >
      <summary>The last {countWithWord(points.length, 'attempt')} in charts</summary>
      {isOpen && <Both points={points} />}
    </details>
  );
}

/** Whether the charts are open, as the user left them. On a phone they start closed, so that the list comes first. */
function wasOpen(): boolean {
  const kept = localStorage.getItem(openKey);
  return kept === null ? window.innerWidth >= 768 : kept === 'true';
}

function Both({ points }: { points: readonly LatencyPoint[] }) {
  return (
    <div class="charts-both">
      <figure>
        <figcaption>
          <h2>Response time</h2>
          <p class="muted">{latencyWords(points)}</p>
        </figcaption>
        <LatencyChart points={points} />
      </figure>
      <figure>
        <figcaption>
          <h2>Outcomes</h2>
          <ul class="legend plain-list">
            {outcomeCounts(points).map(({ outcome, n }) => (
              <li key={outcome} class={`tone-${outcomeTone(outcome)}`}>
                <Mark outcome={outcome} /> {formatNumber(n)} {outcomeWord(outcome).toLowerCase()}
              </li>
            ))}
          </ul>
        </figcaption>
        <OutcomeChart points={points} />
      </figure>
    </div>
  );
}

function Mark({ outcome }: { outcome: AttemptOutcomeName }) {
  return (
    <svg viewBox="-8 -8 16 16" class="mark" aria-hidden="true">
      {outcome === 'acknowledged' ? <circle r="5" /> : <polygon points={markPoints(outcome, 5)} />}
    </svg>
  );
}
