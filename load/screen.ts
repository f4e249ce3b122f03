import type { Colors } from '../text/terminal/colors.ts';
import { clearLine, type Output } from '../text/terminal/terminal-text.ts';
import { clock, perSecond } from '../text/words/numbers.ts';
import type { LoadTick } from './index.ts';
import { outcomesInWords, timeOrDash } from './report/text.ts';

/** Shows the progress of a load. */
export interface Screen {
  onTick(tick: LoadTick): void;
  onObserved(observed: number, pbxs: number): void;
  /** A permanent line. */
  say(text: string): void;
  /** Clears the temporary line. */
  end(): void;
}

/** The interval of lines without a terminal. */
const everyMs = 5000;

export const silentScreen: Screen = { onTick: () => {}, onObserved: () => {}, say: () => {}, end: () => {} };

/** On a terminal, a line that is updated every second; otherwise a line every few seconds. */
export function createScreen(stream: Output, colors: Colors): Screen {
  return stream.isTTY === true ? liveScreen(stream, colors) : plainScreen(stream);
}

function liveScreen(stream: Output, colors: Colors): Screen {
  const columns = () => (stream.columns || 80) - 1;
  const show = (text: string) => stream.write(`${clearLine()}${colors.dim(text.slice(0, columns()))}`);
  return {
    onTick: (tick) => show(tickLine(tick, columns())),
    onObserved: (observed, pbxs) => show(observedLine(observed, pbxs)),
    say: (text) => stream.write(`${clearLine()}${text}\n`),
    end: () => stream.write(clearLine()),
  };
}

function plainScreen(stream: Output): Screen {
  let lastMs = 0;
  let shownAt: number | undefined;
  return {
    onTick(tick) {
      if (tick.atMs < lastMs) lastMs = 0;
      if (tick.atMs - lastMs < everyMs) return;
      lastMs = tick.atMs;
      stream.write(`${tickLine(tick)}\n`);
    },
    onObserved(observed, pbxs) {
      shownAt ??= performance.now();
      if (performance.now() - shownAt < everyMs) return;
      shownAt = performance.now();
      stream.write(`${observedLine(observed, pbxs)}\n`);
    },
    say: (text) => stream.write(`${text}\n`),
    end: () => {},
  };
}

/** The last interval: rate, percentiles, lag and outcomes, most important first, within this number of columns. */
export function tickLine(tick: LoadTick, columns = Number.POSITIVE_INFINITY): string {
  const { atMs, intervalMs, sent, acknowledged, lagMs, ackMs, inFlight, late, outcomes } = tick;
  const rate = (count: number) => perSecond(intervalMs > 0 ? (count * 1000) / intervalMs : 0);
  const parts = [
    `${clock(atMs).padStart(5)}  ${rate(sent)} sent, ${rate(acknowledged)} acknowledged`,
    `ack p50 ${timeOrDash(ackMs.p50)} p99 ${timeOrDash(ackMs.p99)}`,
    `lag p99 ${timeOrDash(lagMs.p99)}`,
    outcomesInWords(outcomes),
    `${inFlight} in flight${late > 0 ? `, ${late} late` : ''}`,
  ];
  // A cut number would be wrong, so anything that doesn't fit is left out.
  return parts.reduce((line, part) =>
    line.length + part.length + 3 <= columns ? `${line} · ${part}` : line,
  );
}

function observedLine(observed: number, pbxs: number): string {
  return `comparing PBX states: ${observed} of ${pbxs}`;
}
