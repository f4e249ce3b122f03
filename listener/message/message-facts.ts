import { isUtf8 } from 'node:buffer';
import { classify, eventsIn } from '../../schemas/index.ts';
import { parseJson } from '../../schemas/json-text.ts';
import { linesOf, type ReportFacts, reportsIn } from '../../schemas/report-lines.ts';
import { errorMessage } from '../../text/errors/error-message.ts';
import { isNestedDeeper } from '../../text/formats/nesting.ts';
import type { TimeInWords } from '../../text/words/time-words.ts';

/** A message, described for people. */
export interface DescribedMessage {
  /** The event, such as `did_change` or `capacity_change`; several are joined by +. Undefined if it isn't a message. */
  readonly event: string | undefined;
  /** The event, or what was sent instead, in two words. */
  readonly label: string;
  /** One line per report, up to a limit. */
  readonly lines: readonly string[];
  /** What is wrong with it, as a sentence. */
  readonly problem: string | undefined;
  readonly reports: readonly ReportFacts[];
}

const maxLevels = 100;

/** Never throws, whatever the bytes. */
export function describeMessage(bytes: Buffer, arrivedAt: Date, timeInWords: TimeInWords): DescribedMessage {
  if (bytes.length === 0) return broken('no message', 'no body, and no query parameter with JSON');
  if (!isUtf8(bytes)) return broken('not JSON', 'it is not UTF-8, so it is not JSON');
  const text = bytes.toString('utf8');
  if (isNestedDeeper(text, maxLevels)) {
    return broken('too deep', `it is nested deeper than ${maxLevels} levels; no YCM message is`);
  }
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return broken('not JSON', `it is not valid JSON: ${errorMessage(error)}`);
  }
  const classification = classify(value);
  if (classification.kind === 'invalid') return broken('wrong shape', classification.problem.message);
  const event = labelOf(value);
  return {
    event,
    label: event,
    lines: linesOf(value, arrivedAt, timeInWords),
    problem: undefined,
    reports: reportsIn(value),
  };
}

function broken(label: string, problem: string): DescribedMessage {
  return { event: undefined, label, lines: [], problem, reports: [] };
}

const shownEvents = 3;

/** The events of its items, without duplicates. */
function labelOf(value: unknown): string {
  const events = eventsIn(value);
  if (events.length === 0) return 'empty';
  const shown = events.slice(0, shownEvents).join('+');
  return events.length > shownEvents ? `${shown}+…` : shown;
}
