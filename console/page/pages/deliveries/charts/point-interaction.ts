import type uPlot from 'uplot';
import type { LatencyPoint } from '../../../../server/api/types.ts';
import { durationInWords } from '../../../parts/words/duration.ts';
import { go, hrefWith } from '../../../router.ts';
import { outcomeWord } from '../delivery-words.ts';

const nearPx = 12;

/** Lets users point at an attempt in the chart and open its delivery with a click. Keyboard users have the list. */
export function addPointInteraction(plot: uPlot, shown: { readonly current: readonly LatencyPoint[] }): void {
  const { over } = plot;
  let found: LatencyPoint | undefined;
  over.addEventListener('mousemove', ({ offsetX, offsetY }) => {
    found = nearest(plot, shown.current, offsetX, offsetY);
    over.style.cursor = found === undefined ? '' : 'pointer';
    over.title = found === undefined ? '' : words(found);
  });
  over.addEventListener('click', () => {
    if (found !== undefined) go(hrefWith({}, `/deliveries/${found.seq}`));
  });
}

function nearest(
  plot: uPlot,
  points: readonly LatencyPoint[],
  x: number,
  y: number,
): LatencyPoint | undefined {
  let least = nearPx;
  let found: LatencyPoint | undefined;
  for (const point of points) {
    const dx = plot.valToPos(Date.parse(point.endedAt) / 1000, 'x') - x;
    const dy = plot.valToPos(Math.max(point.elapsedMs, 0.1), 'y') - y;
    const apart = Math.hypot(dx, dy);
    if (apart >= least) continue;
    least = apart;
    found = point;
  }
  return found;
}

function words({ seq, n, outcome, elapsedMs }: LatencyPoint): string {
  return `Delivery ${seq}, attempt ${n}: ${outcomeWord(outcome).toLowerCase()} after ${durationInWords(elapsedMs)}`;
}
