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

/** Equality of values. The order of keys doesn't matter. */
export function isSame(a: Json, b: Json): boolean {
  return isDeepStrictEqual(a, b);
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
