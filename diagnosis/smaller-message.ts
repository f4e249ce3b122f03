import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../observation/index.ts';

/** Fields that stay unchanged, because they distinguish reports. */
const kept: ReadonlySet<string> = new Set(['event', 'sn', 'updateTime']);

/**
 * Smaller messages, the simplest first: one report, one entry in each list, one character in each text. Each is still an array of reports.
 * Pure.
 */
export function* smallerMessages(message: readonly Json[]): Generator<readonly Json[]> {
  const plain = message.slice(0, 1).map(plainest);
  if (!isDeepStrictEqual(plain, message)) yield plain;
  yield* parts(message);
  yield* within(message);
}

function* smaller(value: Json): Generator<Json> {
  if (typeof value === 'string') yield* smallerText([...value]);
  else if (Array.isArray(value)) yield* smallerList(value);
  else if (typeof value === 'object' && value !== null)
    yield* smallerRecord(value as Readonly<Record<string, Json>>);
}

function* smallerText([first = '', ...others]: readonly string[]): Generator<string> {
  if (others.length === 0) return;
  yield first;
  for (const part of parts([first, ...others])) yield part.join('');
}

/** Shortens everything at once, since most values usually don't matter. */
function plainest(value: Json): Json {
  if (typeof value === 'string') return [...value][0] ?? '';
  if (Array.isArray(value)) return value.slice(0, 1).map(plainest);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [key, kept.has(key) ? inner : plainest(inner)]));
}

function* smallerList(list: readonly Json[]): Generator<Json> {
  if (list.length > 0) yield [];
  yield* parts(list);
  yield* within(list);
}

function* smallerRecord(record: Readonly<Record<string, Json>>): Generator<Json> {
  for (const [key, inner] of Object.entries(record))
    if (!kept.has(key)) for (const less of smaller(inner)) yield { ...record, [key]: less };
}

/** The first half, the second half, then all but a few. */
function* parts<T>(list: readonly T[]): Generator<T[]> {
  if (list.length < 2) return;
  const half = Math.ceil(list.length / 2);
  yield list.slice(0, half);
  yield list.slice(half);
  if (list.length > 2 && list.length <= maxSingly)
    for (const [n] of list.entries()) yield list.filter((_, at) => at !== n);
}

const maxSingly = 8;

function* within(list: readonly Json[]): Generator<Json[]> {
  for (const [n, item] of list.entries()) for (const less of smaller(item)) yield list.with(n, less);
}
