import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { chartAxes, timeRange } from './chart-axes.ts';
import 'uplot/dist/uPlot.min.css';

interface ChartProps {
  /** A text alternative, for people who can't see the chart. */
  words: string;
  data: uPlot.AlignedData;
  /** The first and the last time (s). */
  times: [first: number | undefined, last: number | undefined];
  /** The vertical range for data from `least` to `most`. */
  yRange: (least: number, most: number) => [number, number];
  yAxis: uPlot.Axis;
  isLogarithmic?: boolean;
  /** Draws the data onto the chart. */
  draw: (plot: uPlot) => void;
  onReady?: (plot: uPlot) => void;
}

const heightPx = 150;
/** Redraws at most four times a second, however fast data comes in. */
const minRedrawMs = 250;

/** A uPlot chart over time with the width of its container. It is created again when the color scheme changes. */
export function Chart(props: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const drawnAt = useRef(0);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const create = () => {
      plot.current?.destroy();
      plot.current = new uPlot(optionsOf(latest, current.clientWidth), latest.current.data, current);
    };
    create();
    const sizes = new ResizeObserver(() =>
      plot.current?.setSize({ width: current.clientWidth, height: heightPx }),
    );
    sizes.observe(current);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', create);
    return () => {
      sizes.disconnect();
      scheme.removeEventListener('change', create);
      plot.current?.destroy();
    };
  }, []);

  useEffect(() => {
    const waitMs = drawnAt.current + minRedrawMs - performance.now();
    const timer = setTimeout(
      () => {
        drawnAt.current = performance.now();
        plot.current?.setData(latest.current.data);
      },
      Math.max(0, waitMs),
    );
    return () => clearTimeout(timer);
  }, [props.data]);

  return <div ref={element} class="chart" role="img" aria-label={props.words} />;
}

/** uPlot keeps its options, so these call the functions of the last render. */
function optionsOf(latest: { readonly current: ChartProps }, width: number): uPlot.Options {
  const { isLogarithmic = false, yAxis } = latest.current;
  const { axis, timeAxis } = chartAxes();
  return {
    width,
    height: heightPx,
    legend: { show: false },
    // Half of the longest label, such as "Nov 30, 10:53 PM", is to the right of its grid line.
    padding: [10, 50, 0, 0],
    cursor: { show: false },
    scales: {
      x: { time: true, range: () => timeRange(...latest.current.times) },
      y: {
        distr: isLogarithmic ? 3 : 1,
        range: (_, least, most) => latest.current.yRange(least, most),
      },
    },
    axes: [timeAxis, { ...axis, ...yAxis }],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: {
      ready: [(plot) => latest.current.onReady?.(plot)],
      draw: [(plot) => latest.current.draw(plot)],
    },
  };
}
