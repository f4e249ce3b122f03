import { valueInWords } from '../text/words/quote.ts';
import { documentedEventOf } from './events.ts';
import type { EventKind } from './generated/events.ts';
import { isRecord } from './is-record.ts';
import { checkAgainst } from './validation/check.ts';
import { type Problem, type ProblemPlace, problemAt } from './validation/problem.ts';

/** The kind of a message. */
export type MessageKind =
  /** The test message, or a list of reports of one documented event. */
  | EventKind
  /** A list of reports of several kinds. */
  | 'mixed'
  /** An empty list. */
  | 'empty'
  /** Something newer: an object or reports with an event that the vendor doesn't document. */
  | 'unknown';

/** The kind of a value, or its first problem. */
export type Classification =
  /** A message. */
  | {
      /** Its kind. */
      readonly kind: MessageKind;
    }
  /** Not a message. */
  | {
      readonly kind: 'invalid';
      /** The first thing that is wrong. */
      readonly problem: Problem;
    };

/**
 * Classifies a message by its shape: items with a known `event` are DID reports, items without `event` but with `repository` are capacity
 * reports, an object whose `event` is `test` is the test message. Never throws.
 *
 * @param value Any value parsed from a body.
 */
export function classify(value: unknown): Classification {
  if (Array.isArray(value)) return classifyList(value);
  const place = { whole: 'the message', path: '' };
  if (!isRecord(value))
    return invalid(problemAt(place, `must be an object or an array, but is ${valueInWords(value)}`));
  const event = documentedEventOf(value);
  if (event?.shape === 'array') return invalid(problemAt(place, 'must be an array: put the report into [ ]'));
  const problem = checkAgainst(event?.itemSchema ?? 'unknown-message#/$defs/UnknownEvent', value, place);
  return problem ? invalid(problem) : { kind: event?.kind ?? 'unknown' };
}

function classifyList(items: readonly unknown[]): Classification {
  const kinds = new Set<MessageKind>();
  for (const [index, item] of items.entries()) {
    const event = isRecord(item) ? documentedEventOf(item, 'array') : undefined;
    const problem = checkAgainst(
      event?.itemSchema ?? 'unknown-message#/$defs/UnknownReport',
      item,
      itemPlace(index),
    );
    if (problem) return invalid(problem);
    kinds.add(event?.kind ?? 'unknown');
  }
  const [first, second] = kinds;
  if (first === undefined) return { kind: 'empty' };
  return { kind: second === undefined ? first : 'mixed' };
}

function itemPlace(index: number): ProblemPlace {
  return { whole: 'the message', path: `/${index}` };
}

function invalid(problem: Problem): Classification {
  return { kind: 'invalid', problem };
}
