import { differences, valueAt } from './difference.ts';
import { isSame, type Json } from './json.ts';

/**
 * The places that differ between two states of a PBX that got no messages. A list counts as one place. Undefined if the whole state differs.
 * Pure.
 */
export function changedPlaces(before: Json, after: Json): readonly string[] | undefined {
  if (isSame(before, after)) return [];
  const places = new Set(differences(before, after).map(({ path }) => path.replace(/\[.*/s, '')));
  return places.has('') ? undefined : [...places];
}

/** Whether a state has a value at a place. Pure. */
export function isIn(state: Json, place: string): boolean {
  return valueAt(state, place) !== undefined;
}

/** Whether two states have the same plain value at a place. A list may hold the DIDs. Pure. */
export function isSameAt(place: string, one: Json, other: Json): boolean {
  const value = valueAt(one, place) ?? null;
  return typeof value !== 'object' && isSame(value, valueAt(other, place) ?? null);
}
