import { html, type Markup } from '../../../reports/formats/html/markup.ts';
import type { LoadPoint, LoadReport } from '../../../schemas/generated/types.ts';
import { clock, withThousands } from '../../../text/words/numbers.ts';
import { bucketsMs } from '../../index.ts';
import { type Axis, barChart, type ChartLine, lineChart } from './chart.ts';
import { linearScale, logScale, timeScale } from './scale.ts';

/** The charts over time. */
export function timeCharts({ series }: LoadReport): Markup | undefined {
  if (series.length === 0) return undefined;
  const x: Axis = { scale: timeScale(series.at(-1)?.atMs ?? 0), word: clock };
  const line = (name: string, look: string, value: (point: LoadPoint) => number | null): ChartLine => ({
    name,
    look,
    points: series.map((point): [number, number | null] => [point.atMs, value(point)]),
  });
  // The last interval may be too short for a rate.
  const shortestMs = (series[0]?.intervalMs ?? 0) / 2;
  const perSecond = (of: 'due' | 'acknowledged' | 'attempts') => (point: LoadPoint) =>
    point.intervalMs > shortestMs ? (point[of] * 1000) / point.intervalMs : null;
  const rates = [
    line('due', 'asked', perSecond('due')),
    line('attempts, with retries', 'attempts', perSecond('attempts')),
    line('acknowledged', 'good', perSecond('acknowledged')),
  ];
  const times = [
    line('ack p50', 'good', ({ ackMs }) => ackMs.p50),
    line('ack p99', 'bad', ({ ackMs }) => ackMs.p99),
    line('service p99', 'asked', ({ serviceMs }) => serviceMs.p99),
    line('lag p99', 'attempts', ({ lagMs }) => lagMs.p99),
  ];
  return html`${lineChart('Messages per second', x, { scale: linearScale(greatest(rates)), word: withThousands }, rates)}
${lineChart('Times (logarithmic scale)', x, timeAxis(times), times)}`;
}

const maxBars = 48;

/** The distribution of ack times, with the timeout. */
export function ackChart({ histograms, settings }: LoadReport): Markup | undefined {
  const buckets = bucketsMs(histograms.ack);
  if (buckets.length === 0) return undefined;
  const timeoutMs = settings.timeoutSeconds * 1000;
  const scale = logScale(buckets[0]?.fromMs ?? 0, Math.max(timeoutMs, buckets.at(-1)?.toMs ?? 0));
  const counts = new Map<number, number>();
  for (const bucket of buckets) {
    const bar = Math.min(maxBars - 1, Math.floor(scale.at(bucket.fromMs) * maxBars));
    counts.set(bar, (counts.get(bar) ?? 0) + bucket.count);
  }
  const [low = 0.01, high = 1] = [scale.marks[0], scale.marks.at(-1)];
  const edge = (bar: number) => low * (high / low) ** (bar / maxBars);
  const bars = [...counts].map(([bar, value]) => ({ from: edge(bar), to: edge(bar + 1), value }));
  const y = { scale: linearScale(Math.max(...counts.values())), word: withThousands };
  const mark = { at: timeoutMs, name: `the timeout, ${settings.timeoutSeconds} s` };
  return barChart('Acks by ack time', { scale, word: milliseconds }, y, bars, mark);
}

function timeAxis(lines: readonly ChartLine[]): Axis {
  const values = lines.flatMap(({ points }) => points.flatMap(([, value]) => (value ? [value] : [])));
  return {
    scale: logScale(
      least(values),
      values.reduce((a, b) => Math.max(a, b), 0),
    ),
    word: milliseconds,
  };
}

/** The lower end of the scale. Below a tenth of a millisecond, nothing would be visible. */
function least(values: readonly number[]): number {
  return Math.max(
    0.1,
    values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  );
}

function greatest(lines: readonly ChartLine[]): number {
  return lines.reduce(
    (most, { points }) => points.reduce((all, [, value]) => Math.max(all, value ?? 0), most),
    0,
  );
}

function milliseconds(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toPrecision(2))} s` : `${Number(ms.toPrecision(2))} ms`;
}
