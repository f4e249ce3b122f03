import { isDeepStrictEqual } from 'node:util';

/** Any JSON value. */
export type Json =
  /** Null. */
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  /** An object. */
  | { readonly [key: string]: Json };

/** Equality of values. The order of keys and of lists doesn't matter: a database may return rows in any order. */
export function isSame(a: Json, b: Json): boolean {
  return isDeepStrictEqual(a, b) || isDeepStrictEqual(sorted(a), sorted(b));
}

/** The same value with its keys and lists sorted. */
export function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, sorted((value as Readonly<Record<string, Json>>)[key] ?? null)]),
    );
  const keyed = value.map(sorted).map((inner) => [JSON.stringify(inner), inner] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, inner]) => inner);
}

/** Whether this text is anywhere in the value: in a string, a key or a number. */
export function mentions(value: Json, text: string): boolean {
  return JSON.stringify(value).includes(JSON.stringify(text).slice(1, -1));
}

/** A value as one line of JSON of at most `maxLength` characters. */
export function shorten(value: Json, maxLength = 300): string {
  const text = JSON.stringify(value);
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
}
