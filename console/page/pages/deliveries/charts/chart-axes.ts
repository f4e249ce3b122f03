import type uPlot from 'uplot';
import { cssColor } from './colors.ts';
import { roundSeconds } from './delivery-stats.ts';

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

/** A time axis in the local zone, and a vertical axis, in the page's current colors. */
export function chartAxes(): { timeAxis: uPlot.Axis; axis: uPlot.Axis } {
  const line = { stroke: cssColor('--line'), width: 1 };
  const axis = {
    stroke: cssColor('--muted'),
    font: '11px system-ui',
    grid: line,
    ticks: { ...line, size: 4 },
  };
  return {
    timeAxis: {
      ...axis,
      size: 26,
      space: 105,
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
