import { isRecord } from '../schemas/is-record.ts';
import type { Json } from './json.ts';

/** An object in a state, and the keys that lead to it. */
export interface ObjectInState {
  readonly path: readonly string[];
  readonly fields: Readonly<Record<string, Json>>;
}

/** All objects in a state, the outermost first. Pure. */
export function objectsIn(state: Json, path: readonly string[] = []): ObjectInState[] {
  if (typeof state !== 'object' || state === null) return [];
  const inner = Object.entries(state).flatMap(([key, value]) => objectsIn(value, [...path, key]));
  return isRecord(state) ? [{ path, fields: state as ObjectInState['fields'] }, ...inner] : inner;
}

/** Whether a key is this field of a message, in any case and with any separators: `trunk_id` is `trunkId`. Pure. */
export function isKeyOf(field: string, key: string): boolean {
  return plain(key) === plain(field);
}

/** The values of an object whose keys are this field. Pure. */
export function valuesNamed(field: string, fields: ObjectInState['fields']): Json[] {
  return Object.entries(fields).flatMap(([key, value]) => (isKeyOf(field, key) ? [value] : []));
}

function plain(key: string): string {
  return key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}
