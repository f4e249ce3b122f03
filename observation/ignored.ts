import { tryParseForeignJson } from '../schemas/foreign-json.ts';
import { isRecord } from '../schemas/is-record.ts';
import { type DefaultNames, defaultNames } from './default-names.ts';
import { pathTo } from './expectation.ts';
import type { Json } from './json.ts';
import { learnableFields } from './learning/fields.ts';
import { isKeyOf } from './named-values.ts';

/** What is left out of a state before it is compared. This is the only place that decides it. */
export interface Ignoring {
  /** Patterns that the user declared. */
  readonly declared: readonly string[];
  /** Patterns of default names that the user wants compared nevertheless. */
  readonly checked: readonly string[];
  /** Places, without the indexes of lists, at which default names are compared since they show what messages say. */
  readonly content: ReadonlySet<string>;
  /** Places that change at PBXs that get no messages. */
  readonly noise: ReadonlySet<string>;
}

/** A value that was left out, and why. */
export interface LeftOut {
  /** Without the indexes of lists: `dids.version`. */
  readonly place: string;
  readonly value: Json;
  /** The user's pattern, or one of the two other reasons. */
  readonly by: { readonly declared: string } | 'default' | 'noise';
}

/** A state without what is left out, and what that was. Pure. */
export function split(
  state: Json,
  ignoring: Ignoring,
): { readonly state: Json; readonly left: readonly LeftOut[] } {
  const left: LeftOut[] = [];
  return { state: withoutIgnored(state, '', ignoring, left), left };
}

function withoutIgnored(value: Json, path: string, ignoring: Ignoring, left: LeftOut[]): Json {
  if (typeof value === 'string') return withoutIgnoredIn(value, path, ignoring, left);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => withoutIgnored(inner, path, ignoring, left));
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const place = pathTo(path, key);
    const by = whyIgnored(place, key, inner, ignoring);
    if (by === undefined) return [[key, withoutIgnored(inner, place, ignoring, left)] as const];
    left.push({ place, value: inner, by });
    return [];
  });
  return Object.fromEntries(kept);
}

/** A text with JSON, such as that of a database column, counts as its values. */
function withoutIgnoredIn(text: string, path: string, ignoring: Ignoring, left: LeftOut[]): Json {
  const value = /^\s*[[{]/.test(text) ? (tryParseForeignJson(text) as Json | undefined) : undefined;
  if (typeof value !== 'object' || value === null) return text;
  const leftBefore = left.length;
  const kept = withoutIgnored(value, path, ignoring, left);
  return left.length > leftBefore ? kept : text;
}

function whyIgnored(place: string, key: string, value: Json, ignoring: Ignoring): LeftOut['by'] | undefined {
  const declared = ignoring.declared.find((pattern) => matches(pattern, place, key));
  if (declared !== undefined) return { declared };
  if (ignoring.noise.has(place)) return 'noise';
  const isChecked =
    ignoring.content.has(place) || ignoring.checked.some((pattern) => matches(pattern, place, key));
  return !isChecked && hasDefaultName(key, value) ? 'default' : undefined;
}

/** Whether a pattern is this name, or this path from the top. In a path, `*` stands for any characters of one name. Pure. */
export function matches(pattern: string, place: string, key: string): boolean {
  const names = pattern.replaceAll(/\[\d*\]/g, '').split('.');
  if (names.length === 1) return isNamedLike(names[0] ?? '', key);
  const keys = place.split('.');
  return names.length === keys.length && names.every((name, n) => isNamedLike(name, keys[n] ?? ''));
}

const kinds: Readonly<Record<DefaultNames['of'], (value: Json) => boolean>> = {
  value: (value) => !Array.isArray(value) && !hasFieldOfMessage(value),
  count: Number.isInteger,
  list: Array.isArray,
};

function hasDefaultName(key: string, value: Json): boolean {
  return kindsNamed(key).some((kind) => kinds[kind](value));
}

/** States are split many times and usually have the same few names, but a receiver may create any number of them. */
const maxKnown = 5000;
const known = new Map<string, readonly DefaultNames['of'][]>();

function kindsNamed(key: string): readonly DefaultNames['of'][] {
  const found =
    known.get(key) ??
    defaultNames.filter(({ names }) => names.some((name) => isNamedLike(name, key))).map(({ of }) => of);
  if (known.size < maxKnown) known.set(key, found);
  return found;
}

/** A field of a report says what was applied, wherever it is. */
function hasFieldOfMessage(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasFieldOfMessage);
  if (!isRecord(value)) return false;
  return Object.entries(value as Readonly<Record<string, Json>>).some(
    ([name, inner]) => learnableFields.some((field) => isKeyOf(field, name)) || hasFieldOfMessage(inner),
  );
}

function isNamedLike(pattern: string, name: string): boolean {
  return isLike(plain(pattern), plain(name));
}

/** `updated_at` and `updatedAt` are the same name. Two leading underscores count: `__v` isn't `v`. */
function plain(name: string): string {
  const rest = name.slice(2).replaceAll(/[-_ ]/g, '');
  const beginning = name.startsWith('__') ? '__' : name.slice(0, 2).replaceAll(/[-_ $@]/g, '');
  return `${beginning}${rest}`.toLowerCase();
}

function isLike(pattern: string, name: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first) || !name.slice(first.length).endsWith(last)) return false;
  let from = first.length;
  for (const part of others) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= name.length - last.length;
}
