import type { AttemptOutcomeName } from '../../../../server/api/types.ts';
import { durationInWords } from '../../../parts/words/duration.ts';
import { go, hrefWith } from '../../../router.ts';
import { outcomeTone, outcomeWord } from '../delivery-words.ts';
import { type LatencyPoint, latencyWords, outcomeWords } from './delivery-stats.ts';

const heightPx = 130;
const gridMs = [0.1, 1, 10, 100, 1000, 10_000];
const minRangeMs = 10_000;
const dayMs = 86_400_000;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** The duration of each attempt by end time, against the timeout. */
export function Chart({ points }: { points: readonly LatencyPoint[] }) {
  const { from, until, timeLabel } = timeAxis(points);
  const timeoutMs = points.reduce((longest, point) => Math.max(longest, point.timeoutMs), 3000);
  const fastestMs = points.reduce((least, { elapsedMs }) => Math.min(least, elapsedMs), 1);
  const [bottom, top] = [Math.log(Math.max(fastestMs, 0.1)), Math.log(3 * timeoutMs)];
  const x = (at: number) => `${((100 * (at - from)) / (until - from)).toFixed(2)}%`;
  const y = (ms: number) => heightPx * (1 - (Math.log(Math.max(ms, 0.1)) - bottom) / (top - bottom));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list opens the same deliveries by keyboard
    <svg
      class="chart"
      role="img"
      aria-label={`${outcomeWords(points)} ${latencyWords(points)}`}
      onClick={({ target }) => {
        const seq = (target as Element).closest('use')?.dataset.seq;
        if (seq !== undefined) go(hrefWith({}, `/deliveries/${seq}`));
      }}
    >
      {gridMs
        .filter((ms) => y(ms) >= 0 && y(ms) <= heightPx)
        .map((ms) => (
          <g key={ms}>
            <line class="grid" x2="100%" y1={y(ms)} y2={y(ms)} />
            <text class="in-front" x={-6} y={y(ms) + 4}>
              {durationInWords(ms)}
            </text>
          </g>
        ))}
      {(['start', 'middle', 'end'] as const).map((place, n) => (
        <text key={place} class={`at-${place}`} x={`${50 * n}%`} y={heightPx + 16}>
          {timeLabel(from + (n * (until - from)) / 2)}
        </text>
      ))}
      <g class="timeout">
        <line x2="100%" y1={y(timeoutMs)} y2={y(timeoutMs)} />
        <text x={4} y={y(timeoutMs) - 4}>
          timeout {durationInWords(timeoutMs)}
        </text>
      </g>
      {points.map(({ seq, n, outcome, elapsedMs, endedMs }) => (
        <use
          key={`${seq} ${n}`}
          class={`tone-${outcomeTone(outcome)}`}
          data-seq={seq}
          href={`#mark-${outcome}`}
          x={x(endedMs)}
          y={y(elapsedMs)}
        >
          <title>
            {`Delivery ${seq}, attempt ${n}: ${outcomeWord(outcome).toLowerCase()} after ${durationInWords(elapsedMs)}`}
          </title>
        </use>
      ))}
    </svg>
  );
}

/** From the first time to the last, with the labels of its marks. A few seconds long at least, so that no two labels are equal. */
function timeAxis(points: readonly LatencyPoint[]) {
  const [first = Date.now(), last = first] = [points[0]?.endedMs, points.at(-1)?.endedMs];
  const missing = Math.max(0, minRangeMs - (last - first)) / 2;
  const [from, until] = [first - missing, last + missing];
  const format = until - from > dayMs ? day : clock;
  return { from, until, timeLabel: (at: number) => format.format(at) };
}

/** Corners around 0, so that color is not the only difference. Acknowledged is a dot. */
const marks: Readonly<Record<Exclude<AttemptOutcomeName, 'acknowledged'>, string>> = {
  refused: '-3,-3 3,-3 3,3 -3,3',
  timeout: '0,-4 4,3 -4,3',
  'connection-failed': '0,-5 5,0 0,5 -5,0',
  aborted: '-4.5,-1.3 4.5,-1.3 4.5,1.3 -4.5,1.3',
};

/** The marks that the chart and its legend use. */
export function Marks() {
  return (
    <svg class="visually-hidden" aria-hidden="true">
      <defs>
        <circle id="mark-acknowledged" r="2.4" />
        {Object.entries(marks).map(([name, corners]) => (
          <polygon key={name} id={`mark-${name}`} points={corners} />
        ))}
      </defs>
    </svg>
  );
}
