import type { Colors } from '../../../text/terminal/colors.ts';
import { clip, oneLine, visible } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';

/** How to show a text. */
export interface TextStyle {
  readonly colors: Colors;
  /** Characters per line, default 100. Commands are never broken. */
  readonly width?: number;
  /** Shows every finding in full, its exchange, and the id of every unchecked rule. */
  readonly isVerbose?: boolean;
  /** Shows only the findings and the last line. */
  readonly isQuiet?: boolean;
}

/** A label with wrapped text next to it. */
export type Row = readonly [label: string, text: string];

const labelWidth = 10;
const defaultWidth = 100;
export const maxRowLength = 1200;

/** `hanging` indents all lines except the first by this many characters. */
export function rowLines([name, text]: Row, style: TextStyle, hanging = 0): string[] {
  const shown = name === 'reason' ? visible(text) : oneLine(text);
  const lines = wrap(clip(shown, maxRowLength), widthOf(style) - labelWidth - 2 - hanging);
  return lines.map(
    (line, n) => `  ${n === 0 ? label(name, style) : ' '.repeat(labelWidth + hanging)}${line}`,
  );
}

export function label(name: string, { colors }: TextStyle): string {
  return colors.dim(name.padEnd(labelWidth));
}

export function widthOf({ width = defaultWidth }: TextStyle): number {
  return Math.max(width, 40);
}
