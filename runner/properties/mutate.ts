import type { Json } from '../observation/json.ts';

/** One change to one place of a message. */
export interface Mutation {
  /** Which place, as a share of all of them, [0, 1). */
  readonly at: number;
  /** What stands there afterwards; undefined takes the place away. */
  readonly by: Json | undefined;
}

type Path = readonly (string | number)[];

/** A message with one of its values replaced, or taken out: the whole of it, an item, a field, whatever is nested. */
export function mutate(message: Json, { at, by }: Mutation): Json {
  return replaced(message, valuePathOf(message, at), by) ?? null;
}

/** Which place of a message a share of all places means; the whole of it is an empty path. */
export function valuePathOf(message: Json, at: number): Path {
  const places = placesIn(message, []);
  return places[Math.floor(at * places.length)] ?? [];
}

function placesIn(value: Json, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...inner.flatMap(([key, of]) => placesIn(of, [...path, key]))];
}

function replaced(value: Json, [key, ...rest]: Path, by: Json | undefined): Json | undefined {
  if (key === undefined || typeof value !== 'object' || value === null) return by;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const changed = entries.flatMap(([name, of]): [string, Json][] => {
    const inner = name === key ? replaced(of, rest, by) : of;
    return inner === undefined ? [] : [[String(name), inner]];
  });
  return Array.isArray(value) ? changed.map(([, of]) => of) : Object.fromEntries(changed);
}
