import { html, type Markup } from '../../../reports/formats/html/markup.ts';
import type { Scale } from './scale.ts';

/** A line of a chart, with gaps where there is no value. */
export interface ChartLine {
  readonly name: string;
  /** The CSS class with its color. */
  readonly look: string;
  readonly points: readonly (readonly [x: number, y: number | null])[];
}

export interface Axis {
  readonly scale: Scale;
  readonly word: (value: number) => string;
}

const width = 480;
const height = 170;
const [left, right, top, bottom] = [70, 16, 10, 26];
const xAt = (axis: Axis, value: number) => left + axis.scale.at(value) * (width - left - right);
const yAt = (axis: Axis, value: number) => height - bottom - axis.scale.at(value) * (height - top - bottom);

/** A line chart with a legend. */
export function lineChart(title: string, x: Axis, y: Axis, lines: readonly ChartLine[]): Markup {
  const drawn = lines.map(
    ({ look, points }) => html`<path class="line ${look}" d="${pathOf(points, x, y)}"/>`,
  );
  return figure(title, [...grid(x, y), ...drawn], lines);
}

/** A bar chart. `mark` is a value that is shown as a line across. */
export function barChart(
  title: string,
  x: Axis,
  y: Axis,
  bars: readonly { readonly from: number; readonly to: number; readonly value: number }[],
  mark: { readonly at: number; readonly name: string },
): Markup {
  const drawn = bars.map(({ from, to, value }) => {
    const [x0, x1, y1] = [xAt(x, from), xAt(x, to), yAt(y, value)];
    const size = html`width="${round(Math.max(1, x1 - x0 - 1))}" height="${round(height - bottom - y1)}"`;
    return html`<rect class="bar-of" x="${round(x0)}" y="${round(y1)}" ${size}/>`;
  });
  const at = round(xAt(x, mark.at));
  const line = html`<path class="line limit" d="M${at} ${top}V${height - bottom}"/>`;
  return figure(title, [...grid(x, y), ...drawn, line], [{ name: mark.name, look: 'limit' }]);
}

function figure(
  title: string,
  inside: readonly Markup[],
  legend: readonly Pick<ChartLine, 'name' | 'look'>[],
): Markup {
  return html`<figure><figcaption><h3>${title}</h3><ul class="legend">${legend.map(
    ({ name, look }) => html`<li><span class="key ${look}"></span>${name}</li>`,
  )}</ul></figcaption>
<div class="chart"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">${inside}</svg></div></figure>
`;
}

function grid(x: Axis, y: Axis): Markup[] {
  const base = height - bottom;
  return [
    ...y.scale.marks.map((value) => {
      const at = round(yAt(y, value));
      return html`<path class="grid" d="M${left} ${at}H${width - right}"/><text class="y" x="${left - 8}" y="${at}">${y.word(value)}</text>`;
    }),
    ...x.scale.marks.map(
      (value) => html`<text class="x" x="${round(xAt(x, value))}" y="${base + 18}">${x.word(value)}</text>`,
    ),
  ];
}

function pathOf(points: ChartLine['points'], x: Axis, y: Axis): string {
  let isDown = false;
  return points
    .map(([at, value]) => {
      if (value === null) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${round(xAt(x, at))} ${round(yAt(y, value))}`;
      // A line of one point shows as a dot because its ends are round.
      const dot = isDown ? '' : 'h0';
      isDown = true;
      return step + dot;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
