import { isAcknowledged, type Outcome } from '../simulator/index.ts';
import type { Colors } from '../text/colors.ts';
import { count } from '../text/count.ts';
import { formatMs } from '../text/durations.ts';
import { measuredLate } from '../text/measured-late.ts';
import { displayUrl, type Redactor } from '../text/redact.ts';
import { clip, oneLine } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';
import { type HintContext, isInterrupt } from './hints.ts';

/** One attempt as it begins. */
export interface AttemptStart {
  /** Which delivery of how many. */
  readonly n: number;
  readonly deliveries: number;
  /** Whether they go to several webhooks: lines then name which. */
  readonly isFanOut: boolean;
  readonly context: HintContext;
  /** The kind of the message. */
  readonly event: string;
  /** The file that it is from, if it is from one. */
  readonly file: string | undefined;
  readonly bytes: number;
  readonly attempt: number;
  readonly attempts: number;
  /** The name of the attempt's fault. */
  readonly fault: string | undefined;
}

/** One attempt as it ended. */
export interface AttemptEnd extends AttemptStart {
  readonly outcome: Outcome;
  readonly elapsedMs: number;
  /** For how long this process itself was held up meanwhile (ms), when that was long enough to matter. */
  readonly measuredLateMs?: number | undefined;
  /** The gap until the next attempt, if there is to be one. */
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

/** `<-- 200 OK 3.0 ms`, and under an answer that is no ack the beginning of its body. */
export function endLines(end: AttemptEnd, redactor: Redactor, colors: Colors): string[] {
  const { outcome } = end;
  const paint = isAcknowledged(outcome) ? colors.green : outcome.kind === 'cut' ? colors.yellow : colors.red;
  const shownOutcome = paint(shown(outcomeInWords(outcome, end.fault), redactor));
  const time = `${outcome.kind === 'response' ? '' : 'after '}${formatMs(end.elapsedMs)}`;
  const first = `<-- ${label(end)}${shownOutcome} ${colors.dim(time)}${whatNext(end)}`;
  return [first, ...lateLines(end, colors), ...bodyLines(end, redactor, colors)];
}

function lateLines({ measuredLateMs }: AttemptEnd, colors: Colors): string[] {
  return measuredLateMs === undefined ? [] : [`    ${colors.yellow(measuredLate(measuredLateMs))}`];
}

function bodyLines({ outcome }: AttemptEnd, redactor: Redactor, colors: Colors): string[] {
  if (outcome.kind !== 'response' || isAcknowledged(outcome)) return [];
  const body = clip(shown(outcome.body.toString('utf8'), redactor), maxBody);
  return body === '' ? [] : wrap(body, lineWidth).map((line) => `    ${colors.dim(line)}`);
}

function outcomeInWords(outcome: Outcome, fault: string | undefined): string {
  switch (outcome.kind) {
    case 'response':
      return clip(`${outcome.status} ${outcome.reason}`, maxPath);
    case 'timeout':
      return outcome.status === undefined
        ? 'timeout, no response'
        : `timeout, the ${outcome.status} response did not end`;
    case 'connection-failed':
      return clip(failureInWords(outcome), maxBody);
    case 'cut':
      return isInterrupt(outcome) ? 'interrupted' : `cut by the fault ${fault}`;
  }
}

/** Several addresses of one host fail with a code and no words. */
function failureInWords({ code, message }: Extract<Outcome, { kind: 'connection-failed' }>): string {
  if (message === '') return `no response: ${code}`;
  return `no response: ${message}${message.includes(code) ? '' : ` (${code})`}`;
}

function whatNext({ outcome, nextInMs, attempt, attempts, context }: AttemptEnd): string {
  if (nextInMs !== undefined) return `, retry in ${formatMs(nextInMs)}`;
  // What is to be refused, and sent once for that, is not given up.
  const isTrial = context.isToBeRefused && attempts === 1;
  const isOver = isAcknowledged(outcome) || outcome.kind === 'cut' || isTrial;
  return isOver ? '' : `, no more retries after ${count(attempt, 'attempt')}`;
}

function label({ n, deliveries }: AttemptStart): string {
  return deliveries === 1 ? '' : `#${n} `;
}

/** What a receiver wrote, without secrets and safe on a terminal. */
export function shown(text: string, redactor: Redactor): string {
  return oneLine(redactor.text(text));
}
