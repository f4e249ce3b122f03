import { useMemo } from 'preact/hooks';
import type uPlot from 'uplot';
import type { LatencyPoint } from '../../../../../schemas/generated/console-types.ts';
import { outcomeNames } from '../delivery-words.ts';
import { Chart, commonOptions, outcomeColors, timeRange } from './chart.tsx';
import { type OutcomeBars, outcomeBars, outcomeWords } from './delivery-stats.ts';

/** The number of attempts per outcome over time. */
export function OutcomeChart({ points }: { points: readonly LatencyPoint[] }) {
  const bars = useMemo(() => outcomeBars(points), [points]);
  const data = useMemo<uPlot.AlignedData>(
    () => [bars.starts, bars.counts.map((counts) => sum(Object.values(counts)))],
    [bars],
  );
  const shown = useMemo(() => ({ bars }), []);
  shown.bars = bars;
  return <Chart words={outcomeWords(points)} data={data} options={() => optionsFor(shown)} />;
}

function optionsFor(shown: { bars: OutcomeBars }): Omit<uPlot.Options, 'width' | 'height'> {
  const { axis, timeAxis, ...common } = commonOptions();
  return {
    ...common,
    scales: {
      x: { time: true, range: () => barsRange(shown.bars) },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] },
    },
    axes: [
      timeAxis,
      {
        ...axis,
        values: (_, splits) => splits.map((n) => (Number.isInteger(n) ? String(n) : '')),
      },
    ],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: { draw: [(plot) => drawBars(plot, shown.bars)] },
  };
}

function barsRange({ starts, widthSeconds }: OutcomeBars): [from: number, until: number] {
  const last = starts.at(-1);
  return timeRange(starts[0], last === undefined ? last : last + widthSeconds);
}

/** Each bar from the bottom up, in the order of the legend: acknowledged first. */
function drawBars({ ctx, valToPos }: uPlot, { starts, widthSeconds, counts }: OutcomeBars): void {
  const colors = outcomeColors();
  ctx.save();
  starts.forEach((start, index) => {
    const left = valToPos(start, 'x', true);
    const width = Math.max(1, valToPos(start + widthSeconds, 'x', true) - left - devicePixelRatio);
    let below = 0;
    for (const outcome of outcomeNames) {
      const n = counts[index]?.[outcome] ?? 0;
      if (n === 0) continue;
      const top = valToPos(below + n, 'y', true);
      ctx.fillStyle = colors[outcome] ?? '';
      ctx.fillRect(left, top, width, valToPos(below, 'y', true) - top);
      below += n;
    }
  });
  ctx.restore();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, n) => all + n, 0);
}
