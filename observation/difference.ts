import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../schemas/is-record.ts';
import { count } from '../text/count.ts';
import { type Json, shorten } from './json.ts';

/** Stands in an expected value where anything is accepted. */
export const anything = Symbol('anything');

/** JSON in which some places accept anything. */
export type Expectation =
  | Json
  | typeof anything
  | readonly Expectation[]
  | { readonly [key: string]: Expectation };

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
const maxValueLength = 100;

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
  const place = placeOf(path);
  if (actual === undefined) return `${place} was removed: ${inWords(expected)}`;
  if (expected === undefined) return `${place} was added: ${inWords(actual)}`;
  return `${place} went from ${inWords(expected)} to ${inWords(actual)}`;
}

/** What differs from the expectation, for people: "`applied` is 5 instead of 1"; at most three places. */
export function describeDifferences(found: readonly Difference[]): string {
  return found.slice(0, maxShown).map(describeDifference).join(', ');
}

function describeDifference({ path, expected, actual }: Difference): string {
  const place = placeOf(path);
  if (actual === undefined) return `${place} is missing: ${inWords(expected)}`;
  if (expected === undefined) return `${place} is unexpected: ${inWords(actual)}`;
  return `${place} is ${inWords(actual)} instead of ${inWords(expected)}`;
}

/** A longer state is described by its first places (characters). */
const maxWholeLength = 160;

/** A state, for people: all of it, or "`dids[0].did` is "100…", `applied` is 3, and 12 more values". No JSON is cut. */
export function stateInWords(state: Json): string {
  const whole = JSON.stringify(state);
  if (whole.length <= maxWholeLength) return whole;
  const values = valuesIn(state);
  const shown = values.slice(0, maxShown).map(([path, value]) => `${placeOf(path)} is ${inWords(value)}`);
  const more = values.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${count(more, 'more value')}`] : [])].join(', ');
}

/** The innermost values, in order. */
function valuesIn(state: Json, path = ''): (readonly [path: string, value: Json])[] {
  if (typeof state !== 'object' || state === null) return [[path, state]];
  const isList = Array.isArray(state);
  return Object.entries(state).flatMap(([key, inner]) =>
    valuesIn(inner, pathTo(path, isList ? Number(key) : key)),
  );
}

function placeOf(path: string): string {
  return path === '' ? 'the state' : `\`${path.slice(0, maxValueLength)}\``;
}

function inWords(value: Expectation | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === anything) return 'something';
  return shorten(withoutSymbols(value), maxValueLength);
}

function withoutSymbols(value: Expectation): Json {
  return JSON.parse(JSON.stringify(value, (_key, inner) => (inner === anything ? '…' : inner)));
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

/** `dids[1].did`: the place of a key within this path. */
export function pathTo(path: string, key: Key): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
