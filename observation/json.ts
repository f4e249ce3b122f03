import { clip } from '../text/terminal/visible.ts';

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

/** States are compared and searched many times, and never changed. */
const texts = new WeakMap<object, string>();
const sortedTexts = new WeakMap<object, string>();

/** Equality of values. The order of keys and of lists doesn't matter: a database may return rows in any order. */
export function isSame(a: Json, b: Json): boolean {
  return sortedText(a) === sortedText(b);
}

/** Whether this text is anywhere in the value: in a string, a key or a number. */
export function mentions(value: Json, text: string): boolean {
  return kept(texts, value, JSON.stringify).includes(JSON.stringify(text).slice(1, -1));
}

/** The same value with its keys and lists sorted. */
export function sorted(value: Json): Json {
  return JSON.parse(sortedText(value)) as Json;
}

function sortedText(value: Json): string {
  return kept(sortedTexts, value, (whole) => {
    if (typeof whole !== 'object' || whole === null) return JSON.stringify(whole);
    if (isList(whole)) return `[${whole.map(sortedText).sort().join()}]`;
    const keys = Object.keys(whole).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${sortedText(whole[key] ?? null)}`).join()}}`;
  });
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function kept(memory: WeakMap<object, string>, value: Json, textOf: (value: Json) => string): string {
  if (typeof value !== 'object' || value === null) return textOf(value);
  const text = memory.get(value) ?? textOf(value);
  memory.set(value, text);
  return text;
}

/** How many entries to keep of each list and object, and characters of each text, until the value is short enough. */
const keeps = [
  { entries: 20, characters: 200 },
  { entries: 8, characters: 120 },
  { entries: 4, characters: 60 },
  { entries: 2, characters: 40 },
  { entries: 1, characters: 20 },
] as const;

/** A value as one line of JSON of at most `maxLength` characters. What is left out is counted, and it stays JSON. */
export function shorten(value: Json, maxLength = 300): string {
  const text = JSON.stringify(value);
  if (text.length <= maxLength) return text;
  if (typeof value === 'string') return JSON.stringify(clip(value, Math.max(1, maxLength - 2)));
  for (const keep of keeps) {
    const shorter = JSON.stringify(pruned(value, keep));
    if (shorter.length <= maxLength) return shorter;
  }
  const size = Object.keys(value ?? {}).length;
  return JSON.stringify(Array.isArray(value) ? [left(size)] : { '…': `${size} fields` });
}

function pruned(value: Json, keep: (typeof keeps)[number]): Json {
  if (typeof value === 'string') return clip(value, keep.characters);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const kept = entries.slice(0, keep.entries).map(([key, inner]) => [key, pruned(inner, keep)] as const);
  const more = entries.length - kept.length;
  if (Array.isArray(value)) return [...kept.map(([, inner]) => inner), ...(more > 0 ? [left(more)] : [])];
  return Object.fromEntries([...kept, ...(more > 0 ? [['…', `${more} more`] as const] : [])]);
}

function left(count: number): string {
  return `… ${count} more`;
}
