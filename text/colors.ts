import pc from 'picocolors';
import { own } from './terminal-text.ts';

export type Colors = ReturnType<typeof pc.createColors>;

/** Colors for a stream: none if it is not a terminal, with NO_COLOR, or on a dumb terminal. FORCE_COLOR turns them on anywhere. */
export function colorsFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Colors {
  const isForced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  const isRefused = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  const isTerminal = stream.isTTY === true && env.TERM !== 'dumb';
  return !isRefused && (isForced || isTerminal) ? ownColors : pc.createColors(false);
}

/** The color of each verdict. */
export function verdictColors({ green, red, yellow, dim, magenta }: Colors) {
  return { pass: green, fail: red, inconclusive: yellow, skipped: dim, error: magenta };
}

const ownColors = markedAsOwn(pc.createColors(true));

/** The same colors, marked so that a terminal's stream lets them through. */
function markedAsOwn(colors: Colors): Colors {
  const marked = Object.entries(colors).map(([name, paint]) => [
    name,
    typeof paint === 'function' ? painter(paint) : paint,
  ]);
  return Object.fromEntries(marked);
}

function painter(paint: (text: string) => string): (text: string | number) => string {
  const sequences = paint('');
  const length = sequences.indexOf('m') + 1;
  const [open, close] = [own(sequences.slice(0, length)), own(sequences.slice(length))];
  // A nested color ends, so this one starts again.
  return (text) => `${open}${String(text).replaceAll(close, close + open)}${close}`;
}
