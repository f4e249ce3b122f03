import type { Colors } from '../../../text/terminal/colors.ts';

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

const defaultWidth = 100;

export function widthOf({ width = defaultWidth }: TextStyle): number {
  return Math.max(width, 40);
}
