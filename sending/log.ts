import type { Redactor } from '../text/secrets/redact.ts';
import type { Colors } from '../text/terminal/colors.ts';
import { clip } from '../text/terminal/visible.ts';
import { count } from '../text/words/count.ts';
import { formatMs } from '../text/words/durations.ts';
import { receivedLines, sentLines } from './exchange-lines.ts';
import { type Hint, hintFor } from './hints.ts';
import { type AttemptEnd, type AttemptStart, attemptStartLine, endLines, shown } from './lines.ts';
import { reportLines } from './sent-reports.ts';
import { acknowledgement, type Wanted } from './wanted.ts';

/** Shows what is being sent. The output is bounded. */
export interface SendLog {
  /** Prints a note, such as the administrator's next action. */
  note(text: string): void;
  attemptStarted(start: AttemptStart): void;
  attemptEnded(end: AttemptEnd): void;
  /** A message was acknowledged or exhausted. `isMet` says whether this was wanted. */
  messageEnded(isMet: boolean): void;
  /** `isInterrupted`: missing messages were not sent. */
  summary(isInterrupted: boolean): void;
}

export interface LogOptions {
  readonly stream: NodeJS.WritableStream;
  readonly colors: Colors;
  readonly redactor: Redactor;
  /** The maximum number of deliveries. */
  readonly deliveries: number;
  /** Whether there are several webhooks. */
  readonly isFanOut: boolean;
  /** How the receiver should respond. Default: acknowledge. */
  readonly wanted?: Wanted<AttemptEnd>;
  /** Shows headers and bodies too. */
  readonly isVerbose?: boolean;
}

/** How many messages are shown with all attempts. After that, only failed attempts are shown. */
const shownMessages = 20;
const shownNotes = 1000;
const shownFailures = 50;
const progressSteps = 10;
const maxHints = 100;
const maxHint = 400;
const leftOut = '… more failures not shown; --json shows every attempt';

export function createLog(options: LogOptions): SendLog {
  const { stream, colors, redactor, deliveries, isFanOut, isVerbose } = options;
  const wanted: Wanted<AttemptEnd> = options.wanted ?? acknowledgement;
  const hinted = new Set<string>();
  const totals = { passed: 0, failed: 0, attempts: 0, slowestMs: 0 };
  let failuresLeft = shownFailures;
  let notesLeft = shownNotes;
  const print = (line: string) => stream.write(`${line}\n`);
  const below = (lines: readonly string[]) => {
    for (const line of lines) print(colors.dim(`    ${line}`.trimEnd()));
  };
  const isLive = ({ n }: AttemptStart) => n <= shownMessages;
  const printStart = (start: AttemptStart) => {
    print(attemptStartLine(start, colors));
    if (start.attempt === 1)
      below(reportLines(start.message, new Date()).map((line) => shown(line, redactor)));
  };

  const printEnd = (end: AttemptEnd) => {
    const { outcome, request, nextInMs } = end;
    if (isVerbose && request) below(sentLines(request, redactor));
    for (const line of endLines(end, redactor, colors)) print(line);
    if (isVerbose && outcome.kind === 'response') below(receivedLines(outcome, redactor));
    if (wanted.expected !== undefined && nextInMs === undefined && !wanted.isMet(end))
      print(`    ${colors.red(`expected ${wanted.expected}`)}`);
  };

  const newHint = (end: AttemptEnd): Hint | undefined => {
    const { outcome, context, measuredLateMs } = end;
    // If this process itself was delayed, the outcome deserves no hint.
    const isFine = wanted.expected !== undefined && wanted.isMet(end);
    const hint = measuredLateMs === undefined && !isFine ? hintFor(outcome, context) : undefined;
    if (!hint || hinted.has(hint.kind) || hinted.size === maxHints) return undefined;
    hinted.add(hint.kind);
    return hint;
  };

  /** Later messages are shown if they fail: up to a limit, and every new kind of failure. */
  const isShown = (end: AttemptEnd, hint: Hint | undefined) => {
    if (isLive(end)) return true;
    if (wanted.isMet(end) || (failuresLeft === 0 && !hint)) return false;
    if (failuresLeft === 1) print(colors.dim(leftOut));
    failuresLeft = Math.max(0, failuresLeft - 1);
    printStart(end);
    return true;
  };

  return {
    note(text) {
      notesLeft -= 1;
      if (notesLeft >= 0) print(colors.dim(text));
      else if (notesLeft === -1) print(colors.dim('… more steps not shown'));
    },
    attemptStarted(start) {
      if (isLive(start)) printStart(start);
      else if (start.n === shownMessages + 1 && start.attempt === 1) {
        print(
          colors.dim(
            `… from ${isFanOut ? 'delivery' : 'message'} ${start.n} on, only messages not ${wanted.words} are shown`,
          ),
        );
      }
    },
    attemptEnded(end) {
      totals.attempts += 1;
      if (end.outcome.kind === 'response') totals.slowestMs = Math.max(totals.slowestMs, end.elapsedMs);
      const hint = newHint(end);
      if (!isShown(end, hint)) return;
      printEnd(end);
      if (hint) print(`    ${colors.yellow('hint:')} ${clip(shown(hint.text, redactor), maxHint)}`);
    },
    messageEnded(isMet) {
      totals[isMet ? 'passed' : 'failed'] += 1;
      const done = totals.passed + totals.failed;
      const isStep = done % Math.ceil(deliveries / progressSteps) === 0;
      if (deliveries > shownMessages && isStep && done < deliveries) {
        print(colors.dim(`… ${done} of ${deliveries} done, ${totals.failed} not ${wanted.words}`));
      }
    },
    summary(isInterrupted) {
      const { passed, failed, attempts, slowestMs } = totals;
      const missing = deliveries - passed - failed;
      const parts = [
        colors[passed > 0 ? 'green' : 'dim'](`${passed} ${wanted.words}`),
        colors[failed > 0 ? 'red' : 'dim'](`${failed} not ${wanted.words}`),
        ...(isInterrupted ? [colors.yellow(`${missing} interrupted or not sent`)] : []),
      ];
      const slowest = slowestMs === 0 ? '' : `, slowest response ${formatMs(slowestMs)}`;
      print(
        `${isFanOut ? count(passed + failed, 'delivery', 'deliveries') : count(deliveries, 'message')}: ${parts.join(', ')} (${count(attempts, 'attempt')}${slowest})`,
      );
    },
  };
}
