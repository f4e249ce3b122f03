import { useState } from 'preact/hooks';
import type { DeliveryRow } from '../../../../server/api/types.ts';
import { countWithWord, formatNumber } from '../../../parts/words/count.ts';
import { outcomeTone, outcomeWord } from '../delivery-words.ts';
import { Chart, Marks } from './chart.tsx';
import { type LatencyPoint, latencyPoints, latencyWords, outcomeCounts } from './delivery-stats.ts';
import './charts.css';

const openKey = 'charts-open';
/** More would not be legible. */
const maxDeliveries = 200;

/** The attempts of the list's newest deliveries in a chart, with a text alternative. */
export function Charts({ rows }: { rows: readonly DeliveryRow[] }) {
  const points = latencyPoints(rows.slice(0, maxDeliveries));
  const [isOpen, setOpen] = useState(wasOpen);
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
      <summary>The last {countWithWord(points.length, 'attempt')} in a chart</summary>
      {isOpen && <Shown points={points} />}
    </details>
  );
}

/** Whether the chart is open, as the user left it. On a phone it starts closed, so that the list comes first. */
function wasOpen(): boolean {
  const kept = localStorage.getItem(openKey);
  return kept === null ? window.innerWidth >= 768 : kept === 'true';
}

function Shown({ points }: { points: readonly LatencyPoint[] }) {
  return (
    <figure>
      <Marks />
      <figcaption>
        <h2>Response time</h2>
        <p class="muted">{latencyWords(points)}</p>
        <ul class="legend plain-list">
          {outcomeCounts(points).map(({ outcome, n }) => (
            <li key={outcome} class={`tone-${outcomeTone(outcome)}`}>
              <svg viewBox="-6 -6 12 12" class="mark" aria-hidden="true">
                <use href={`#mark-${outcome}`} />
              </svg>{' '}
              {formatNumber(n)} {outcomeWord(outcome).toLowerCase()}
            </li>
          ))}
        </ul>
      </figcaption>
      <Chart points={points} />
    </figure>
  );
}
