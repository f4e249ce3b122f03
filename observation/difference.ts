import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../schemas/is-record.ts';
import { anything, type Expectation, pathTo } from './expectation.ts';
import type { Json } from './json.ts';
import { briefly, placeInWords, stateInWords } from './state-in-words.ts';

/** A place where a value differs; undefined if it is missing or unexpected. */
export interface Difference {
  /** `dids[1].did`; empty for the whole. */
  readonly path: string;
  readonly expected: Expectation | undefined;
  readonly actual: Json | undefined;
}

/** The innermost places where a value differs, in order. */
export function differences(
  expected: Expectation | undefined,
  actual: Json | undefined,
  path = '',
): Difference[] {
  if (expected === anything && actual !== undefined) return [];
  const inner = innerKeys(expected, actual);
  if (inner === undefined) return isDeepStrictEqual(expected, actual) ? [] : [{ path, expected, actual }];
  return inner.flatMap((key) => differences(inside(expected, key), inside(actual, key), pathTo(path, key)));
}

const maxShown = 3;

/** What changed, for people: "`applied` went from 1 to 2, `dids[1]` was added: {…}"; at most three places. */
export function describeChanges(changes: readonly Difference[]): string {
  const shown = changes.slice(0, maxShown).map(describeChange);
  const more = changes.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** Whether only numbers changed, and grew by whole steps, like counters. */
export function onlyCounters(changes: readonly Difference[]): boolean {
  return changes.every(
    ({ expected, actual }) =>
      Number.isInteger(expected) && Number.isInteger(actual) && Number(actual) > Number(expected),
  );
}

function describeChange({ path, expected, actual }: Difference): string {
  const place = placeInWords(path);
  if (expected === undefined) return `${place} was added: ${stateInWords(actual ?? null)}`;
  if (actual === undefined) return `${place} was removed: ${stateInWords(expected)}`;
  return `${place} went from ${briefly(expected)} to ${briefly(actual)}`;
}

/** What differs from the expectation, for people: "`applied` is 5 instead of 1"; at most three places. */
export function describeDifferences(found: readonly Difference[]): string {
  return found.slice(0, maxShown).map(describeDifference).join(', ');
}

function describeDifference({ path, expected, actual }: Difference): string {
  const place = placeInWords(path);
  if (expected === undefined) return `${place} is unexpected: ${stateInWords(actual ?? null)}`;
  if (actual === undefined) return `${place} is missing: ${stateInWords(expected)}`;
  return `${place} is ${briefly(actual)} instead of ${briefly(expected)}`;
}

/** The value at a path without lists. */
export function valueAt(value: Json, wanted: string, path = ''): Json | undefined {
  if (path === wanted) return value;
  if (!isRecord(value)) return undefined;
  const key = Object.keys(value).find((one) => isOnWay(pathTo(path, one), wanted));
  return key === undefined ? undefined : valueAt(value[key] as Json, wanted, pathTo(path, key));
}

function isOnWay(path: string, wanted: string): boolean {
  return path === wanted || wanted.startsWith(`${path}.`);
}

type Key = string | number;

/** The keys of two objects, or the indexes of two arrays; undefined if they are not both the same kind. */
function innerKeys(a: Expectation | undefined, b: Json | undefined): Key[] | undefined {
  if (Array.isArray(a) && Array.isArray(b)) {
    return Array.from({ length: Math.max(a.length, b.length) }, (_, n) => n);
  }
  if (!isRecord(a) || !isRecord(b)) return undefined;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function inside<T extends Expectation>(value: T | undefined, key: Key): T | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as unknown as Record<Key, T>)[key];
}
