import { useMemo } from 'preact/hooks';
import type uPlot from 'uplot';
import type { LatencyPoint } from '../../../../server/api/types.ts';
import { outcomeNames } from '../delivery-words.ts';
import { Chart } from './chart.tsx';
import { outcomeColors } from './colors.ts';
import { type OutcomeBars, outcomeBars, outcomeWords } from './delivery-stats.ts';

/** The number of attempts per outcome over time. */
export function OutcomeChart({ points }: { points: readonly LatencyPoint[] }) {
  const bars = useMemo(() => outcomeBars(points), [points]);
  const data = useMemo<uPlot.AlignedData>(
    () => [bars.starts, bars.counts.map((counts) => sum(Object.values(counts)))],
    [bars],
  );
  return (
    <Chart
      words={outcomeWords(points)}
      data={data}
      times={[bars.starts[0], (bars.starts.at(-1) ?? 0) + bars.widthSeconds]}
      yRange={(_, most) => [0, Math.max(1, most * 1.05)]}
      yAxis={{ values: (_, splits) => splits.map((n) => (Number.isInteger(n) ? String(n) : '')) }}
      draw={(plot) => drawBars(plot, bars)}
    />
  );
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
