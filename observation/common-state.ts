import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../schemas/is-record.ts';
import { type Difference, differences } from './difference.ts';
import { anything, type Expectation } from './expectation.ts';
import { type Json, sorted } from './json.ts';

/** What states of several PBXs have in common: anything is accepted where they differ, in serial numbers, times, row ids. */
export function commonStateOf(states: readonly [Json, ...Json[]]): Expectation {
  return states.reduce<Expectation>(common, states[0]);
}

/** The innermost places where a state differs from what several others have in common. A database may list rows in any order. Pure. */
export function differencesFromOthers(others: readonly [Json, ...Json[]], state: Json): Difference[] {
  const found = differences(commonStateOf(others), state);
  const [first, ...rest] = others;
  const inOrder = () => differences(commonStateOf([sorted(first), ...rest.map(sorted)]), sorted(state));
  return found.length === 0 || inOrder().length === 0 ? [] : found;
}

/** The state with the PBX's own names (serial number, DIDs) made neutral, including keys and numbers. */
export function withoutNames(state: Json, names: readonly string[]): Json {
  return renamed(
    state,
    names.map((name, n) => [name, `name ${n}`]),
  );
}

/** A text about such states, with the PBX's own names again. */
export function withNames(text: string, names: readonly string[]): string {
  return text.replace(/\bname (\d+)\b/g, (neutral, n: string) => names[Number(n)] ?? neutral);
}

/** The state with other names, including keys and numbers. Names that contain others are replaced first. */
export function renamed(state: Json, names: readonly (readonly [from: string, to: string])[]): Json {
  const inText = (text: string) => names.reduce((rest, [from, to]) => rest.replaceAll(from, to), text);
  const inside = (value: Json): Json => {
    if (typeof value === 'string') return inText(value);
    if (typeof value === 'number')
      return names.some(([from]) => from === String(value)) ? inText(String(value)) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(inside);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [inText(key), inside(inner)]));
  };
  return inside(state);
}

function common(a: Expectation, b: Expectation): Expectation {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length ? a.map((inner, n) => common(inner, b[n])) : anything;
  }
  if (isRecord(a) && isRecord(b)) return commonRecord(a, b);
  return isDeepStrictEqual(a, b) ? a : anything;
}

function commonRecord(a: Fields, b: Fields): Expectation {
  const keys = Object.keys(a);
  const hasSameKeys = isDeepStrictEqual([...keys].sort(), Object.keys(b).sort());
  if (!hasSameKeys) return anything;
  return Object.fromEntries(keys.map((key) => [key, common(a[key] ?? null, b[key] ?? null)]));
}

type Fields = { readonly [key: string]: Expectation };
