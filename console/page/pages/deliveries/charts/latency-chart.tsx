import { useMemo, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import type { LatencyPoint } from '../../../../server/api/types.ts';
import { durationInWords } from '../../../parts/words/duration.ts';
import { Chart } from './chart.tsx';
import { cssColor, outcomeColors } from './colors.ts';
import { latencyWords } from './delivery-stats.ts';
import { drawMark } from './marks.ts';
import { addPointInteraction } from './point-interaction.ts';

/** The duration of each attempt by end time, against the timeout. */
export function LatencyChart({ points }: { points: readonly LatencyPoint[] }) {
  const data = useMemo<uPlot.AlignedData>(
    () => [
      points.map(({ endedAt }) => Date.parse(endedAt) / 1000),
      points.map(({ elapsedMs }) => Math.max(elapsedMs, 0.1)),
    ],
    [points],
  );
  const latest = useRef(points);
  latest.current = points;
  const timeoutMs = longestTimeoutMs(points);
  return (
    <Chart
      words={latencyWords(points)}
      data={data}
      times={[secondsOf(points[0]), secondsOf(points.at(-1))]}
      isLogarithmic
      yRange={(least) => [Math.min(1, least), 3 * timeoutMs]}
      yAxis={msAxis}
      draw={(plot) => {
        drawTimeout(plot, timeoutMs);
        drawPoints(plot, points);
      }}
      onReady={(plot) => addPointInteraction(plot, latest)}
    />
  );
}

const decades = [0.1, 1, 10, 100, 1000, 10_000];
const msAxis: uPlot.Axis = {
  splits: (_, __, least, most) => decades.filter((ms) => ms >= least && ms <= most),
  filter: (_, splits) => splits,
  values: (_, splits) => splits.map(durationInWords),
};

function secondsOf(point: LatencyPoint | undefined): number | undefined {
  return point && Date.parse(point.endedAt) / 1000;
}

function longestTimeoutMs(points: readonly LatencyPoint[]): number {
  return points.reduce((longest, { timeoutMs }) => Math.max(longest, timeoutMs), 3000);
}

function drawTimeout({ ctx, bbox, valToPos }: uPlot, timeoutMs: number): void {
  const y = valToPos(timeoutMs, 'y', true);
  ctx.save();
  ctx.strokeStyle = cssColor('--bad');
  ctx.fillStyle = cssColor('--bad');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.font = `${11 * devicePixelRatio}px system-ui`;
  const label = `timeout ${durationInWords(timeoutMs)}`;
  const [x, bottom] = [bbox.left + 4 * devicePixelRatio, y - 2 * devicePixelRatio];
  hideGrid(ctx, x, bottom, ctx.measureText(label).width);
  ctx.fillText(label, x, bottom);
  ctx.restore();
}

const labelHeightPx = 12;

/** A grid line across the label would make it hard to read. */
function hideGrid(ctx: CanvasRenderingContext2D, x: number, bottom: number, width: number): void {
  const [margin, height] = [2 * devicePixelRatio, labelHeightPx * devicePixelRatio];
  const textColor = ctx.fillStyle;
  ctx.fillStyle = cssColor('--raised');
  ctx.fillRect(x - margin, bottom - height, width + 2 * margin, height);
  ctx.fillStyle = textColor;
}

function drawPoints({ ctx, valToPos }: uPlot, points: readonly LatencyPoint[]): void {
  const colors = outcomeColors();
  ctx.save();
  for (const { endedAt, elapsedMs, outcome } of points) {
    const x = valToPos(Date.parse(endedAt) / 1000, 'x', true);
    const y = valToPos(Math.max(elapsedMs, 0.1), 'y', true);
    drawMark(ctx, outcome, { x, y, color: colors[outcome] ?? '' });
  }
  ctx.restore();
}
