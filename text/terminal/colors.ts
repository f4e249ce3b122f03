import { styleText } from 'node:util';
import { own } from './terminal-text.ts';

const names = ['bold', 'dim', 'green', 'magenta', 'red', 'yellow'] as const;

/** Gives a text a color, or the weight of its letters. */
export type Colors = Readonly<Record<(typeof names)[number], (text: string | number) => string>>;

/** Leave every text unchanged. */
export const noColors = colorsWith(() => String);

/** Marked as our own, so that a terminal's stream lets them through. */
const ownColors = colorsWith((name) => {
  // The caller knows the stream and its variables: styleText must not look at those of this process.
  const [open = '', close = ''] = styleText(name, '|', { validateStream: false }).split('|').map(own);
  // A nested color ends, so this one starts again.
  return (text) => `${open}${String(text).replaceAll(close, close + open)}${close}`;
});

/** Colors for a stream: none if it is not a terminal, with NO_COLOR, or on a dumb terminal. FORCE_COLOR turns them on anywhere. */
export function colorsFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Colors {
  const isForced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  const isRefused = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  const isTerminal = stream.isTTY === true && env.TERM !== 'dumb';
  return !isRefused && (isForced || isTerminal) ? ownColors : noColors;
}

/** The color of each verdict. */
export function verdictColors({ green, red, yellow, dim, magenta }: Colors) {
  return { pass: green, fail: red, inconclusive: yellow, skipped: dim, error: magenta };
}

function colorsWith(painter: (name: (typeof names)[number]) => (text: string | number) => string): Colors {
  return Object.fromEntries(names.map((name) => [name, painter(name)])) as Colors;
}
