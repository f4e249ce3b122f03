import { useEffect, useState } from 'preact/hooks';
import type { LatencyPoint } from '../../../../schemas/generated/console-types.ts';
import { api, isAbort } from '../../api.ts';
import { onChanged, onEvents, onReconnect } from '../../events.ts';
import { count, formatNumber } from '../../parts/count.ts';
import { notifyProblem } from '../../parts/notices.tsx';
import { latencyWords, outcomeCounts } from './delivery-stats.ts';
import { type Outcome, outcomeTone, outcomeWord } from './delivery-words.ts';
import { LatencyChart } from './latency-chart.tsx';
import { markPoints } from './marks.ts';
import { OutcomeChart } from './outcome-chart.tsx';

const mostPoints = 2000;
const openKey = 'charts-open';
/** So often new points are taken in: drawing two thousand costs more than drawing a row. */
const batchMs = 250;

/** The last attempts in two charts, with what they show in words. */
export function Charts() {
  const points = useLatencies();
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
      <summary>The last {count(points.length, 'attempt')} in charts</summary>
      {isOpen && <Both points={points} />}
    </details>
  );
}

/** As the person left it; on a phone the list comes first. */
function wasOpen(): boolean {
  const kept = localStorage.getItem(openKey);
  return kept === null ? window.innerWidth >= 768 : kept === 'true';
}

function Both({ points }: { points: readonly LatencyPoint[] }) {
  return (
    <div class="charts-both">
      <figure>
        <figcaption>
          <h2>Time until the answer</h2>
          <p class="muted">{latencyWords(points)}</p>
        </figcaption>
        <LatencyChart points={points} />
      </figure>
      <figure>
        <figcaption>
          <h2>Outcomes</h2>
          <ul class="legend">
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

function Mark({ outcome }: { outcome: Outcome }) {
  return (
    <svg viewBox="-8 -8 16 16" class="mark" aria-hidden="true">
      {outcome === 'acknowledged' ? <circle r="5" /> : <polygon points={markPoints(outcome, 5)} />}
    </svg>
  );
}

function useLatencies(): readonly LatencyPoint[] {
  const [points, setPoints] = useState<readonly LatencyPoint[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    let waiting: LatencyPoint[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = () =>
      api.listLatencies(controller.signal).then(
        (answer) => setPoints(answer.points),
        (reason) => {
          if (!isAbort(reason)) notifyProblem(reason);
        },
      );
    const take = () => {
      timer = undefined;
      const news = waiting;
      waiting = [];
      setPoints((old) => [...old, ...news].slice(-mostPoints));
    };
    void load();
    const stops = [
      onEvents('deliveries', (events) => {
        waiting = [...waiting, ...events.flatMap(({ latencies }) => latencies)].slice(-mostPoints);
        if (waiting.length > 0) timer ??= setTimeout(take, batchMs);
      }),
      onChanged(['deliveries'], load),
      onReconnect(load),
      () => clearTimeout(timer),
      () => controller.abort(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return points;
}
