import { tryParseForeignJson } from '../../schemas/foreign-json.ts';
import {
  isBookkeeping,
  isNamedOfChecksum,
  isNamedOfLeftOut,
  mayCountArrivals,
  saysLeftOut,
} from './bookkeeping.ts';
import { commonStateOf } from './common-state.ts';
import { type Difference, differences, type Expectation } from './difference.ts';
import { type Json, sorted } from './json.ts';
import { isLaterTime } from './times.ts';

/**
 * The innermost places where a value differs, without what only shows that a message arrived, or that the same content was written again.
 * Every message may do that.
 */
export function contentDifferences(expected: Expectation, actual: Json): Difference[] {
  const found = differences(withoutLeftOut(expected), withoutLeftOut(actual));
  const ofRow = found.filter(({ path, expected: before, actual: after }) =>
    isBookkeeping(path, before, after),
  );
  return found.filter(
    (one) => !ofRow.includes(one) && !isChecksumOf(ofRow, one) && !countsLeftOut(ofRow, one),
  );
}

/** The same, compared with what several other PBXs have in common. A database may list rows in any order. Pure. */
export function differencesFromOthers(others: readonly [Json, ...Json[]], state: Json): Difference[] {
  const found = contentDifferences(commonStateOf(others), state);
  const [first, ...rest] = others;
  const inOrder = () =>
    contentDifferences(commonStateOf([sorted(first), ...rest.map(sorted)]), sorted(state));
  return found.length === 0 || inOrder().length === 0 ? [] : found;
}

/** Whether a number grows by as much as those beside it that count what was left out, such as `total` beside `ignored`: it counts arrivals. Pure. */
export function countsLeftOut(found: readonly Difference[], one: Difference): boolean {
  const growth = growthOf(one);
  const isBeside = ({ path }: Difference) => isNamedOfLeftOut(path) && objectOf(path) === objectOf(one.path);
  const leftOut = found.filter(isBeside).reduce((sum, other) => sum + growthOf(other), 0);
  return mayCountArrivals(one.path) && growth > 0 && growth === leftOut;
}

function growthOf({ expected, actual }: Difference): number {
  return Number.isInteger(expected) && Number.isInteger(actual) ? Number(actual) - Number(expected) : 0;
}

/**
 * The same after a message that reports nothing newer, such as a duplicate or a late older report. A later time can't come from it, so it's
 * that of its arrival, whatever its name.
 */
export function differencesButArrival(before: Json, after: Json): Difference[] {
  return contentDifferences(before, after).filter((one) => !isLaterTime(one.expected, one.actual));
}

/** Whether a checksum differs beside, or above, a version or a time that differs: it may cover that. */
function isChecksumOf(ofRow: readonly Difference[], { path, expected, actual }: Difference): boolean {
  const isOne = (value: unknown) => value !== undefined && typeof value !== 'object';
  if (!isNamedOfChecksum(path) || !isOne(expected) || !isOne(actual)) return false;
  return ofRow.some((one) => one.path.startsWith(objectOf(path)));
}

/** The path of the object that a value is in. Pure. */
export function objectOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.') + 1);
}

/**
 * Without the entries of a log that say that their message had no effect, and without lists whose names say so. A text with JSON, such as that
 * of a database column, counts as its values.
 */
function withoutLeftOut<T extends Expectation>(value: T): T {
  if (typeof value === 'string') return withoutLeftOut(jsonIn(value) as T) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  const isList = (key: string, one: unknown) => Array.isArray(one) && isNamedOfLeftOut(key);
  const inner = Array.isArray(value)
    ? value.filter((entry) => !saysLeftOut(entry)).map(withoutLeftOut)
    : Object.fromEntries(
        Object.entries(value).flatMap(([key, one]) => (isList(key, one) ? [] : [[key, withoutLeftOut(one)]])),
      );
  return inner as T;
}

/** An object or a list in a text. */
function jsonIn(text: string): object | undefined {
  const value = /^\s*[[{]/.test(text) ? tryParseForeignJson(text) : undefined;
  return typeof value === 'object' && value !== null ? value : undefined;
}
