import type { Json } from '../../observation/index.ts';

/** One change to one place of a message. */
export interface Mutation {
  /** The place, as a share of all places, [0, 1). */
  readonly at: number;
  /** The new value; undefined removes it. */
  readonly by: Json | undefined;
}

type Path = readonly (string | number)[];

/** A message with one value replaced or removed: the whole message, an item, a field, or a nested value. */
export function mutate(message: Json, { at, by }: Mutation): Json {
  return replaced(message, valuePathOf(message, at), by) ?? null;
}

/** The place in a message for a share of all places. The whole message is an empty path. */
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
