import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { outcomeNames, outcomeTone } from '../delivery-words.ts';
import { roundSeconds } from './delivery-stats.ts';
import 'uplot/dist/uPlot.min.css';

interface ChartProps {
  /** A text alternative, for people who can't see the chart. */
  words: string;
  options: () => Omit<uPlot.Options, 'width' | 'height'>;
  data: uPlot.AlignedData;
}

const heightPx = 150;
/** Redraws at most four times a second, however fast data comes in. */
const minRedrawMs = 250;

/** A uPlot chart with the width of its container. `options` is read once, and again when the color scheme changes. */
export function Chart({ words, options, data }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const latest = useRef({ options, data, drawnAt: 0 });
  latest.current.options = options;
  latest.current.data = data;

  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const draw = () => {
      plot.current?.destroy();
      plot.current = new uPlot(
        { ...latest.current.options(), width: current.clientWidth, height: heightPx },
        latest.current.data,
        current,
      );
    };
    draw();
    const sizes = new ResizeObserver(() =>
      plot.current?.setSize({ width: current.clientWidth, height: heightPx }),
    );
    sizes.observe(current);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      sizes.disconnect();
      scheme.removeEventListener('change', draw);
      plot.current?.destroy();
    };
  }, []);

  useEffect(() => {
    const waitMs = latest.current.drawnAt + minRedrawMs - performance.now();
    const timer = setTimeout(
      () => {
        latest.current.drawnAt = performance.now();
        plot.current?.setData(latest.current.data);
      },
      Math.max(0, waitMs),
    );
    return () => clearTimeout(timer);
  }, [data]);

  return <div ref={element} class="chart" role="img" aria-label={words} />;
}

/** A color of the page for the canvas. */
export function cssColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The color of each outcome for the canvas. */
export function outcomeColors(): Readonly<Record<string, string>> {
  return Object.fromEntries(outcomeNames.map((name) => [name, cssColor(`--${outcomeTone(name)}`)]));
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const secondsOfDay = 86_400;
const minSeconds = 10;
/** A time axis from the first time to the last, at least a few seconds long: uPlot shows a whole day for a single point. */
export function timeRange(first = Date.now() / 1000, last = first): [from: number, until: number] {
  const missing = Math.max(0, minSeconds - (last - first)) / 2;
  return [first - missing, last + missing];
}

/** What both charts share: a time axis in the local zone, lines in the page's colors, no built-in legend. */
export function commonOptions(): Pick<uPlot.Options, 'legend' | 'padding' | 'cursor'> & {
  timeAxis: uPlot.Axis;
  axis: uPlot.Axis;
} {
  const line = { stroke: cssColor('--line'), width: 1 };
  const axis = {
    stroke: cssColor('--muted'),
    font: '11px system-ui',
    grid: line,
    ticks: { ...line, size: 4 },
  };
  return {
    legend: { show: false },
    padding: [10, 30, 0, 0],
    cursor: { show: false },
    timeAxis: {
      ...axis,
      size: 26,
      space: 90,
      incrs: roundSeconds,
      values: (_, times) => times.map((time) => timeLabel(time, times)),
    },
    axis: { ...axis, size: 56 },
  };
}

function timeLabel(time: number, times: readonly number[]): string {
  const isLong = (times.at(-1) ?? 0) - (times[0] ?? 0) > secondsOfDay;
  return (isLong ? day : clock).format(time * 1000);
}
