import { STATUS_CODES } from 'node:http';
import { outcomeInWords } from '../../schemas/words/outcome-words.ts';
import { isAcknowledged, type Outcome } from '../../simulator/index.ts';
import { maskedValue } from '../../text/secrets/private-headers.ts';
import { displayUrl, type Redactor } from '../../text/secrets/redact.ts';
import type { Colors } from '../../text/terminal/colors.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import { wrap } from '../../text/terminal/wrap.ts';
import { count } from '../../text/words/count.ts';
import { formatMs } from '../../text/words/durations.ts';
import { clockTime } from '../../text/words/time-words.ts';
import type { Arrival } from '../arrival.ts';
import type { Inspection } from '../inspect.ts';
import type { GivenResponse, ResponseEnd } from '../response.ts';
import type { SignatureVerdict } from '../signature/verdict.ts';

/** How output is shown. All received text is redacted and made safe for a terminal. */
export interface Style {
  readonly colors: Colors;
  readonly redactor: Redactor;
  /** The columns of the terminal. */
  readonly width: number;
}

const maxPath = 80;
/** How much of a received text is shown (characters). */
const maxShown = 2000;
const shownHeaders = 50;

/** `--> #1 POST /webhook did_change 281 bytes (09:00:01)`, then the remarks. */
export function requestLines(
  { arrival, n, message, facts, signature, remarks }: Inspection,
  style: Style,
): string[] {
  const { colors } = style;
  return [
    headLine(arrival, { n, label: facts.label, bytes: message.length }, style),
    ...facts.lines.flatMap((line) => below(line, style)),
    ...(facts.problem === undefined ? [] : below(`message invalid: ${facts.problem}`, style, colors.red)),
    ...signatureLines(signature, style),
    ...remarks.flatMap((remark) => below(remark, style, colors.yellow)),
  ];
}

function signatureLines(verdict: SignatureVerdict, style: Style): string[] {
  const { colors } = style;
  switch (verdict.kind) {
    case 'valid':
      return below('signature valid', style, colors.green);
    case 'not-checked':
      return below('signature not checked: give the secret in YCM_WEBHOOK_SECRET', style, colors.yellow);
    default:
      return below(`signature ${verdict.kind}: ${verdict.sentences.join(' ')}`, style, colors.red);
  }
}

/** A request whose body was not read to its end. */
export function unreadLines(arrival: Arrival, facts: HeadFacts, sentence: string, style: Style): string[] {
  return [headLine(arrival, facts, style), ...below(sentence, style, style.colors.red)];
}

/** Something that is not an HTTP request. */
export function noRequestLines(at: Date, sentence: string, style: Style): string[] {
  const { colors } = style;
  const first = `--> ${colors.red('not an HTTP request')} ${colors.dim(`(${clockTime(at)})`)}`;
  return [first, ...below(sentence, style, colors.red)];
}

/** The headers and the body, for `--verbose`. */
export function verboseLines({ headers, body }: Arrival, style: Style): string[] {
  const { dim } = style.colors;
  const lines = headers
    .slice(0, shownHeaders)
    .flatMap(([name, value]) => below(`${name}: ${maskedValue(name, value)}`, style, dim));
  const further = headers.length - shownHeaders;
  return [
    ...lines,
    ...(further > 0 ? below(`… and ${count(further, 'more header')}`, style, dim) : []),
    ...(body.length > 0 ? below(body.subarray(0, 4 * maxShown).toString('utf8'), style, dim) : []),
  ];
}

/** `<-- #1 200 OK 3.0 ms` */
export function answerLine(
  n: number,
  answer: GivenResponse,
  end: ResponseEnd,
  elapsedMs: number,
  { colors }: Style,
): string {
  const shownResponse = {
    answered: () => statusInWords(answer, colors),
    closed: () => colors.yellow('closed without a response'),
    'sender-left': () => colors.yellow(`the sender disconnected before the response, after`),
  }[end]();
  return `<-- #${n} ${shownResponse} ${colors.dim(formatMs(elapsedMs))}`;
}

function statusInWords(answer: GivenResponse, colors: Colors): string {
  if (answer.kind !== 'status' && answer.kind !== 'relay') return '';
  const paint = answer.status < 300 ? colors.green : colors.yellow;
  const reason =
    answer.kind === 'relay' ? clip(oneLine(answer.reason), maxPath) : STATUS_CODES[answer.status];
  return paint(`${answer.status} ${reason ?? ''}`.trimEnd());
}

/** Why the receiver has not acknowledged the message, if it hasn't. */
export function missedLines(outcome: Outcome, isRecorded: boolean, style: Style): string[] {
  if (isAcknowledged(outcome)) return [];
  const next =
    outcome.kind === 'response'
      ? ''
      : isRecorded
        ? '; the sender gets a 200, because the message is recorded'
        : '; the sender gets an error, so that it retries';
  return below(
    `not acknowledged by the receiver: ${outcomeInWords(outcome)}${next}`,
    style,
    style.colors.red,
  );
}

interface HeadFacts {
  /** Undefined if the request gets no response. */
  readonly n?: number;
  readonly label: string;
  readonly bytes: number;
}

function headLine({ method, target, at }: Arrival, { n, label, bytes }: HeadFacts, style: Style): string {
  const number = n === undefined ? '' : ` #${n}`;
  const path = clip(shown(displayUrl(target), style.redactor), maxPath);
  const time = style.colors.dim(`(${clockTime(at)})`);
  return `-->${number} ${method} ${path} ${shown(label, style.redactor)} ${count(bytes, 'byte')} ${time}`;
}

const indent = '    ';

/** Indented lines below a request. */
function below(text: string, { redactor, width }: Style, paint: (line: string) => string = String): string[] {
  // Reads twice as much, since masking shortens the text.
  const safe = clip(shown(text.slice(0, 2 * maxShown), redactor), maxShown);
  return wrap(safe, width - indent.length).map((line) => indent + paint(line));
}

function shown(text: string, redactor: Redactor): string {
  return oneLine(redactor.text(text));
}
