import { isAcknowledged } from '../simulator/index.ts';
import type { Colors } from '../text/colors.ts';
import { count } from '../text/count.ts';
import { formatMs } from '../text/durations.ts';
import { inWords, type OptionWords, option, sentence } from '../text/option-words.ts';
import type { Redactor } from '../text/redact.ts';
import { clip } from '../text/visible.ts';
import { type Hint, hintFor } from './hints.ts';
import { type AttemptEnd, type AttemptStart, attemptStartLine, endLines, shown } from './lines.ts';

/** Shows what is being sent. The output is bounded. */
export interface SendLog {
  /** Prints a note, such as the administrator's next action. */
  note(text: string): void;
  attemptStarted(start: AttemptStart): void;
  attemptEnded(end: AttemptEnd): void;
  /** A message was acknowledged or exhausted. `isMet`: as wanted. */
  messageEnded(isMet: boolean): void;
  /** `isInterrupted`: missing messages were not sent. */
  summary(isInterrupted: boolean): void;
}

export interface LogOptions {
  readonly stream: NodeJS.WritableStream;
  readonly colors: Colors;
  readonly redactor: Redactor;
  /** How the front end names options. */
  readonly words: OptionWords;
  /** The maximum number of deliveries. */
  readonly deliveries: number;
  /** Whether there are several webhooks. */
  readonly isFanOut: boolean;
  /** How the receiver should respond. Default: acknowledge. */
  readonly wanted?: Wanted;
}

/** The wanted response, if it is more than an acknowledgement. */
export interface Wanted {
  /** One word or two: "as expected". */
  readonly words: string;
  isMet(end: AttemptEnd): boolean;
}

const acknowledgement: Wanted = {
  words: 'acknowledged',
  isMet: ({ outcome }) => isAcknowledged(outcome),
};

/** How many messages are shown with all attempts. After that, only failed attempts are shown. */
const shownMessages = 20;
const shownFailures = 50;
const progressSteps = 10;
const maxHints = 100;
const maxHint = 400;
const leftOut = sentence`… more failures not shown; ${option('json')} shows every attempt`;

export function createLog(options: LogOptions): SendLog {
  const { stream, colors, redactor, words, deliveries, isFanOut, wanted = acknowledgement } = options;
  const hinted = new Set<string>();
  const totals = { passed: 0, failed: 0, attempts: 0, slowestMs: 0 };
  let failuresLeft = shownFailures;
  let notesLeft = shownMessages;
  const print = (line: string) => stream.write(`${line}\n`);
  const isLive = ({ n }: AttemptStart) => n <= shownMessages;

  const newHint = ({ outcome, context, measuredLateMs }: AttemptEnd): Hint | undefined => {
    // If this process itself was delayed, the outcome deserves no hint.
    const hint = measuredLateMs === undefined ? hintFor(outcome, context) : undefined;
    if (!hint || hinted.has(hint.kind) || hinted.size === maxHints) return undefined;
    hinted.add(hint.kind);
    return hint;
  };

  /** Later messages are shown if they fail: up to a limit, and every new kind of failure. */
  const isShown = (end: AttemptEnd, hint: Hint | undefined) => {
    if (isLive(end)) return true;
    if (wanted.isMet(end) || (failuresLeft === 0 && !hint)) return false;
    if (failuresLeft === 1) print(colors.dim(inWords(leftOut, words)));
    failuresLeft = Math.max(0, failuresLeft - 1);
    print(attemptStartLine(end, colors));
    return true;
  };

  return {
    note(text) {
      if (notesLeft-- > 0) print(colors.dim(text));
    },
    attemptStarted(start) {
      if (isLive(start)) print(attemptStartLine(start, colors));
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
      for (const line of endLines(end, redactor, colors)) print(line);
      if (hint)
        print(`    ${colors.yellow('hint:')} ${clip(shown(inWords(hint.text, words), redactor), maxHint)}`);
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
