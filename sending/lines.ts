import { outcomeInWords } from '../schemas/words/outcome-words.ts';
import { isAcknowledged, type Outcome } from '../simulator/index.ts';
import type { WireRequest } from '../simulator/wire/wire.ts';
import { pageText } from '../text/formats/html-text.ts';
import { displayUrl, type Redactor } from '../text/secrets/redact.ts';
import type { Colors } from '../text/terminal/colors.ts';
import { clip, oneLine } from '../text/terminal/visible.ts';
import { wrap } from '../text/terminal/wrap.ts';
import { count } from '../text/words/count.ts';
import { formatMs } from '../text/words/durations.ts';
import { measuredLate } from '../text/words/measured-late.ts';
import { type HintContext, isInterrupt } from './hints.ts';

/** The start of an attempt. */
export interface AttemptStart {
  /** The number of its delivery, and the total. */
  readonly n: number;
  readonly deliveries: number;
  /** Whether there are several webhooks. Lines then name theirs. */
  readonly isFanOut: boolean;
  readonly context: HintContext;
  /** The event of the message. */
  readonly event: string;
  /** The file of the message, if any. */
  readonly file: string | undefined;
  readonly bytes: number;
  /** The message, before a fault changed it. */
  readonly message: Uint8Array;
  readonly attempt: number;
  readonly attempts: number;
  /** The name of the attempt's fault. */
  readonly fault: string | undefined;
}

/** The end of an attempt. */
export interface AttemptEnd extends AttemptStart {
  readonly outcome: Outcome;
  /** The request as sent. */
  readonly request?: WireRequest;
  readonly elapsedMs: number;
  /** How long this process itself was delayed during the attempt (ms), if long enough to matter. */
  readonly measuredLateMs?: number | undefined;
  /** The gap before the next attempt, if there is one. */
  readonly nextInMs: number | undefined;
}

const maxPath = 80;
const maxBody = 300;
const lineWidth = 110;

/** `--> POST /webhook did_change 281 bytes (attempt 1 of 4)` */
export function attemptStartLine(start: AttemptStart, colors: Colors): string {
  const { method, url } = start.context;
  const where = start.isFanOut ? url.href : `${url.pathname}${url.search}`;
  const path = clip(displayUrl(where), maxPath);
  const fault = start.fault === undefined ? '' : `, ${colors.yellow(`fault ${start.fault}`)}`;
  const which = colors.dim(`(attempt ${start.attempt} of ${start.attempts})`);
  return `--> ${label(start)}${method} ${path} ${start.file ?? start.event} ${count(start.bytes, 'byte')}${fault} ${which}`;
}

/** `<-- 200 OK 3.0 ms`, and the beginning of the body if it is not an ack. */
export function endLines(end: AttemptEnd, redactor: Redactor, colors: Colors): string[] {
  const { outcome } = end;
  const paint = isAcknowledged(outcome)
    ? colors.green
    : outcome.kind === 'aborted'
      ? colors.yellow
      : colors.red;
  const shownOutcome = paint(shown(wordsOf(outcome, end.fault), redactor));
  const time = `${outcome.kind === 'response' ? '' : 'after '}${formatMs(end.elapsedMs)}`;
  const first = `<-- ${label(end)}${shownOutcome} ${colors.dim(time)}${whatNext(end)}`;
  return [first, ...lateLines(end, colors), ...bodyLines(end, redactor, colors)];
}

function lateLines({ measuredLateMs }: AttemptEnd, colors: Colors): string[] {
  return measuredLateMs === undefined ? [] : [`    ${colors.yellow(measuredLate(measuredLateMs))}`];
}

function bodyLines({ outcome }: AttemptEnd, redactor: Redactor, colors: Colors): string[] {
  if (outcome.kind !== 'response' || isAcknowledged(outcome)) return [];
  const body = clip(
    shown(pageText(outcome.body.toString('utf8')), redactor)
      .replace(/ +/g, ' ')
      .trim(),
    maxBody,
  );
  return body === '' ? [] : wrap(body, lineWidth).map((line) => `    ${colors.dim(line)}`);
}

function wordsOf(outcome: Outcome, fault: string | undefined): string {
  if (outcome.kind !== 'aborted') return clip(outcomeInWords(outcome), maxBody);
  return isInterrupt(outcome) ? 'interrupted' : `aborted by the fault ${fault}`;
}

function whatNext({ outcome, nextInMs, attempt, attempts }: AttemptEnd): string {
  if (nextInMs !== undefined) return `, retry in ${formatMs(nextInMs)}`;
  const isOver = isAcknowledged(outcome) || outcome.kind === 'aborted' || attempts === 1;
  return isOver ? '' : `, no more retries after ${count(attempt, 'attempt')}`;
}

function label({ n, deliveries }: AttemptStart): string {
  return deliveries === 1 ? '' : `#${n} `;
}

/** Text from a receiver, without secrets and safe for a terminal. */
export function shown(text: string, redactor: Redactor): string {
  return oneLine(redactor.text(text));
}
