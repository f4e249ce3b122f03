import type { RunEvent } from '../../runner/index.ts';
import { type Colors, verdictColors } from '../../text/terminal/colors.ts';
import { clearLine, type Output } from '../../text/terminal/terminal-text.ts';
import { formatMs } from '../../text/words/durations.ts';
import { inList } from '../../text/words/in-list.ts';

/** Shows the progress of a run. */
interface Progress {
  onEvent(event: RunEvent): void;
  /** Clears the temporary line. */
  end(): void;
}

interface ProgressOptions {
  /** Shown before the first rule starts, unless no rule can. */
  readonly headline: string;
  /** Also shows a line for each rule that didn't fail. */
  readonly isVerbose: boolean;
}

type Result = Extract<RunEvent, { kind: 'checked' }>['result'];

const marks = { pass: '✓', fail: '✗', inconclusive: '?', skipped: '-', error: '!' } as const;
const legend = '✓ passed  ✗ failed  ? inconclusive  - skipped  ! error';

/**
 * On a terminal, a line that changes and a line per failed rule. A log begins with the root cause, so without `verbose` only the headline
 * and the legend come before it.
 */
export function createProgress(stream: Output, colors: Colors, options: ProgressOptions): Progress {
  const { isVerbose } = options;
  const progress =
    stream.isTTY === true
      ? liveProgress(stream, colors, isVerbose)
      : plainProgress(stream, colors, isVerbose);
  const headline = stream.isTTY ? options.headline : `${options.headline}${colors.dim(legend)}\n`;
  let isBegun = false;
  return {
    onEvent(event) {
      if (!isBegun) stream.write(headline);
      isBegun = true;
      progress.onEvent(event);
    },
    end: progress.end,
  };
}

/** Shows nothing. */
export const silentProgress: Progress = { onEvent: () => {}, end: () => {} };

function plainProgress(stream: Output, colors: Colors, isVerbose: boolean): Progress {
  return {
    onEvent(event) {
      if (event.kind === 'stretched') stream.write(`${colors.dim(stretchedInWords(event))}\n`);
      if (!isVerbose) return;
      if (event.kind === 'checked') stream.write(`${line(event.result, colors)}\n`);
      if (event.kind === 'behind' && event.checked === 0)
        stream.write(`${colors.dim(behindInWords(event))}\n`);
    },
    end: () => {},
  };
}

function liveProgress(stream: Output, colors: Colors, isVerbose: boolean): Progress {
  const running = new Set<string>();
  let checked = 0;
  let total = 0;
  const show = (text: string) =>
    stream.write(`${clearLine()}${colors.dim(text.slice(0, (stream.columns || 80) - 1))}`);
  return {
    onEvent(event) {
      if (event.kind === 'stretched')
        return stream.write(`${clearLine()}${colors.dim(stretchedInWords(event))}\n`);
      if (event.kind === 'behind') return show(`${event.checked}/${event.total} ${behindInWords(event)}`);
      total = event.total;
      if (event.kind === 'started') {
        running.add(event.rule.id);
      } else {
        running.delete(event.result.id);
        checked = event.checked;
        const isShown = isVerbose || event.result.verdict === 'fail' || event.result.verdict === 'error';
        if (isShown) stream.write(`${clearLine()}${line(event.result, colors)}\n`);
      }
      show([`${checked}/${total} checked`, ...atWork([...running]), ...timeLeft(event)].join(' · '));
    },
    end: () => stream.write(clearLine()),
  };
}

/** What takes longest: "retry/converges and 2 others". */
function atWork([first, ...others]: readonly string[]): string[] {
  if (first === undefined) return [];
  const beside = others.length === 1 ? ' and 1 other' : ` and ${others.length} others`;
  return [others.length === 0 ? first : `${first}${beside}`];
}

/** "at most 38 s more" */
function timeLeft({ leftMs }: { readonly leftMs?: number | undefined }): string[] {
  return leftMs === undefined ? [] : [`at most ${Math.ceil(leftMs / 1000)} s more`];
}

/** "3 rules that a receiver must pass are open: the check goes on for up to 120 s; --budget sets a limit" */
function stretchedInWords({ open, leftMs }: Extract<RunEvent, { kind: 'stretched' }>): string {
  const rules =
    open === 1 ? '1 rule that a receiver must pass is' : `${open} rules that a receiver must pass are`;
  return `${rules} open: the check goes on for up to ${Math.round(leftMs / 1000)} s; --budget sets a limit`;
}

/** "checked behind the first cause, with hex signatures" */
function behindInWords({ words }: Extract<RunEvent, { kind: 'behind' }>): string {
  return `checked behind ${words.length === 1 ? 'the first cause' : `${words.length} causes`}, with ${inList(words)}`;
}

function line(result: Result, colors: Colors): string {
  const paint = verdictColors(colors);
  const mark = paint[result.verdict](marks[result.verdict]);
  // A finding has the time of a response, which must not be confused with that of the rule.
  if (result.verdict === 'fail')
    return `${mark} ${result.id}  ${colors.dim(`${result.level}${result.flaky ? ', flaky' : ''}`)}`;
  const time = result.verdict === 'skipped' ? '' : colors.dim(` ${formatMs(result.durationMs)}`);
  return `${mark} ${result.id}${time}`;
}
