import { inWords } from '../text/quote.ts';
import { check } from './check.ts';
import { schemas } from './generated/schemas.ts';
import { type Place, type Problem, problemAt } from './problem.ts';

/** What a message is. */
export type MessageKind =
  /** The test message. */
  | 'test'
  /** A list of DID reports. */
  | 'did-change'
  /** A list of capacity reports. */
  | 'capacity-change'
  /** A list of reports of several kinds. */
  | 'mixed'
  /** The empty list. */
  | 'empty'
  /** Something newer: an object or reports with an event that the vendor does not document. */
  | 'unknown';

/** What a value is, or what is wrong with it. */
export type Classification =
  /** A message. */
  | {
      /** Which one. */
      readonly kind: MessageKind;
    }
  /** No message. */
  | {
      readonly kind: 'invalid';
      /** The first thing that is wrong. */
      readonly problem: Problem;
    };

/**
 * Tells a message by its shape: items with a known `event` are DID reports, items without `event` but with `repository` are capacity
 * reports, an object whose `event` is `test` is the test message. Never throws.
 *
 * @param value Whatever was parsed from a body.
 */
export function classify(value: unknown): Classification {
  if (Array.isArray(value)) return classifyList(value);
  const place = { whole: 'the message', path: '' };
  if (!isObject(value))
    return invalid(problemAt(place, `must be an object or an array, but is ${inWords(value)}`));
  if (isReport(value)) return invalid(problemAt(place, 'must be an array: put the report into [ ]'));
  const isTest = eventOf(value) === 'test';
  const problem = check(isTest ? 'test-message' : 'unknown-message#/$defs/UnknownEvent', value, place);
  return problem ? invalid(problem) : { kind: isTest ? 'test' : 'unknown' };
}

type ItemKind = Extract<MessageKind, 'did-change' | 'capacity-change' | 'unknown'>;

const itemSchemas = {
  'did-change': 'did-change#/$defs/DidReport',
  'capacity-change': 'capacity-change#/$defs/CapacityReport',
  unknown: 'unknown-message#/$defs/UnknownReport',
} as const;

function classifyList(items: readonly unknown[]): Classification {
  const kinds = new Set<ItemKind>();
  for (const [index, item] of items.entries()) {
    const kind = itemKind(item);
    const problem = check(itemSchemas[kind], item, itemPlace(index));
    if (problem) return invalid(problem);
    kinds.add(kind);
  }
  const [first, second] = kinds;
  if (first === undefined) return { kind: 'empty' };
  return { kind: second === undefined ? first : 'mixed' };
}

function itemPlace(index: number): Place {
  return { whole: 'the message', path: `/${index}` };
}

function itemKind(item: unknown): ItemKind {
  if (!isObject(item) || !isReport(item)) return 'unknown';
  return Object.hasOwn(item, 'event') ? 'did-change' : 'capacity-change';
}

const didEvents: readonly unknown[] = schemas['did-change'].$defs.DidReport.properties.event.enum;

function isReport(item: object): boolean {
  return Object.hasOwn(item, 'event') ? didEvents.includes(eventOf(item)) : Object.hasOwn(item, 'repository');
}

function eventOf(item: object): unknown {
  return Object.hasOwn(item, 'event') && 'event' in item ? item.event : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function invalid(problem: Problem): Classification {
  return { kind: 'invalid', problem };
}
