import { differences, pathTo, valueAt } from './difference.ts';
import { isSame, type Json } from './json.ts';

/**
 * The places that differ between two states of a PBX that got no messages, such as a statistic about all PBXs. A list counts as one place.
 * Undefined if the whole state differs. Pure.
 */
export function changedPlaces(before: Json, after: Json): readonly string[] | undefined {
  if (isSame(before, after)) return [];
  const places = differences(before, after).map(({ path }) => path.replace(/\[.*/s, ''));
  return places.includes('') ? undefined : [...new Set(places)];
}

/** The state without these places. Pure. */
export function withoutPlaces(state: Json, places: ReadonlySet<string>, path = ''): Json {
  if (places.size === 0 || typeof state !== 'object' || state === null || Array.isArray(state)) return state;
  const kept = Object.entries(state).filter(([key]) => !places.has(pathTo(path, key)));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, withoutPlaces(inner, places, pathTo(path, key))]),
  );
}

/** Whether two PBXs show the same plain value at a place. Pure. */
export function isShared(place: string, one: Json, other: Json): boolean {
  const value = valueAt(one, place) ?? null;
  return typeof value !== 'object' && isSame(value, valueAt(other, place) ?? null);
}
