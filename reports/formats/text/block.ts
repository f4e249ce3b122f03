import { verdictColors } from '../../../text/terminal/colors.ts';
import { clip, oneLine, visible } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';
import type { Block } from '../../blocks.ts';
import type { Row } from '../../rows.ts';
import { halfText, outcomeOnWire, requestOnWire } from '../../wire.ts';
import { marks, type ShownWord } from '../../words.ts';
import { type TextStyle, widthOf } from './style.ts';

const labelWidth = 10;
/** Steps begin with a number: "1. ". */
const numberWidth = 3;
export const maxRowLength = 1200;

/** A result or a cause, as lines. `adds` is what it adds to a command that is printed once for all, instead of its commands. */
export function textBlock(block: Block, style: TextStyle, adds?: string): string {
  const { tone, heading, title, tags, rows, level } = block;
  const { bold, dim } = style.colors;
  const paint = toneColor(tone, style);
  const mark = marks[tone];
  const shown = rows.filter((row) => style.isVerbose || row.shown !== 'on-request');
  const kept = adds === undefined ? shown : shown.filter(({ kind }) => kind !== 'command');
  return lines([
    ...(level
      ? [`${paint(mark)} ${bold(oneLine(heading))}  ${dim(tags.join(', '))}`]
      : wrap(`${mark} ${oneLine(heading)}`, widthOf(style)).map((line) => bold(paint(line)))),
    ...(title === '' ? [] : wrap(oneLine(title), widthOf(style) - 2).map((line) => `  ${dim(line)}`)),
    ...kept.flatMap((row) => rowLines(row, style)),
    ...(adds === undefined ? [] : [`  ${dim('rerun'.padEnd(labelWidth))}${visible(adds)}`]),
    ...(style.isVerbose ? exchange(block, style) : []),
  ]);
}

/** Each text ends with a line break. */
export function lines(all: readonly string[]): string {
  return all.length === 0 ? '' : `${all.join('\n')}\n`;
}

export function toneColor(tone: ShownWord, { colors }: TextStyle): (text: string | number) => string {
  return verdictColors(colors)[tone === 'known' ? 'fail' : tone];
}

function rowLines({ label, kind, text }: Row, style: TextStyle): string[] {
  const indented = (line: string, isFirst: boolean, hanging: number) =>
    `  ${isFirst ? style.colors.dim(label.padEnd(labelWidth)) : ' '.repeat(labelWidth + hanging)}${line}`;
  if (kind === 'command') return [indented(visible(text), true, 0)];
  if (kind === 'text') return wrapped(text, style, 0).map((line, n) => indented(line, n === 0, 0));
  return text
    .split('\n')
    .flatMap((line, step) =>
      wrapped(line, style, /^\d+\. /.test(line) ? numberWidth : 0).map((part, n) =>
        indented(part, step + n === 0, n > 0 && /^\d+\. /.test(line) ? numberWidth : 0),
      ),
    );
}

function wrapped(text: string, style: TextStyle, hanging: number): string[] {
  return wrap(clip(oneLine(text), maxRowLength), widthOf(style) - labelWidth - 2 - hanging);
}

function exchange({ deciding }: Block, style: TextStyle): string[] {
  if (!deciding) return [];
  const half = (text: string, arrow: string) =>
    wrap(text, widthOf(style) - 6).map((line) => `    ${style.colors.dim(`${arrow} ${line}`.trimEnd())}`);
  return [
    ...half(halfText(requestOnWire(deciding.request), maxRowLength), '>'),
    ...half(halfText(outcomeOnWire(deciding.outcome), maxRowLength), '<'),
  ];
}
