import { isRecord } from '../../schemas/is-record.ts';
import { type Json, mentions } from '../json.ts';

/** A state after a report, with the DIDs that the PBX has and those that it had before. */
interface DidsSeen {
  readonly state: Json;
  readonly current: readonly string[];
  readonly removed: readonly string[];
}

/** What only current DIDs have in a state that keeps removed ones: a place, or a field there with this value. */
export interface CurrentSign {
  readonly path: string;
  readonly field?: string;
  /** Undefined if only removed DIDs have the field. */
  readonly value?: Json | undefined;
}

/** Whether a state shows a current DID. Pure. */
export function isCurrent(state: Json, did: string, sign: CurrentSign | undefined): boolean {
  if (!mentions(state, did)) return false;
  return sign === undefined || placesOf(state, did).some((place) => hasSign(place, sign));
}

/**
 * How to tell a current DID from a removed one. Undefined if a mentioned DID is current: removed ones are gone, or are kept as if they were
 * current. `unclear` if removed ones change, but nothing fits all of them. Pure.
 */
export function signOfCurrent(
  seen: readonly [first: DidsSeen, ...later: DidsSeen[]],
): CurrentSign | 'unclear' | undefined {
  const isKept = seen.some(({ state, removed }) => removed.some((did) => mentions(state, did)));
  if (!isKept || isUntouched(seen)) return undefined;
  const [{ state, current }] = seen;
  const signs = placesOf(state, current[0] ?? '').flatMap(({ path, fields }) => [
    { path },
    ...[...fields].map(([field, value]) => ({ path, field, value })),
    ...seen.flatMap((one) => fieldsOfRemoved(one, path)).map((field) => ({ path, field, value: undefined })),
  ]);
  return signs.find((sign) => fitsAll(sign, seen)) ?? 'unclear';
}

function fitsAll(sign: CurrentSign, seen: readonly DidsSeen[]): boolean {
  return seen.every(
    ({ state, current, removed }) =>
      current.every((did) => isCurrent(state, did, sign)) &&
      !removed.some((did) => isCurrent(state, did, sign)),
  );
}

function fieldsOfRemoved({ state, removed }: DidsSeen, at: string): string[] {
  const places = removed.flatMap((did) => placesOf(state, did));
  return places.filter(({ path }) => path === at).flatMap(({ fields }) => [...fields.keys()]);
}

/** Whether the first DID is unchanged after it was removed, apart from fields that current DIDs share or that change for them too. */
function isUntouched([first, ...later]: readonly [DidsSeen, ...DidsSeen[]]): boolean {
  const [did = ''] = first.current;
  const removal = later.find(({ removed }) => removed.includes(did));
  const [kept = ''] = removal?.current ?? [];
  const next = later.find((one) => one !== removal && one.current.includes(kept));
  if (!removal || !next) return false;
  const all = [first, ...later].flatMap(({ current }) => current);
  const others = (of: string) => all.filter((other) => other !== of);
  const places = (state: Json, of: string) => placesOf(state, of, others(of));
  return places(first.state, did).every(({ path, fields: before }) => {
    const at = ({ state }: DidsSeen, of: string) =>
      places(state, of).find((place) => place.path === path)?.fields;
    const [after, own, ownNext] = [at(removal, did), at(removal, kept), at(next, kept)];
    if (!after) return false;
    return [...before.keys(), ...after.keys()].every((field) => {
      const now = after.get(field);
      return before.get(field) === now || own?.get(field) === now || own?.get(field) !== ownNext?.get(field);
    });
  });
}

/** Where a state mentions a DID. */
interface Place {
  /** The keys that lead there, whatever the index in a list. The DID itself is replaced by `*`. */
  readonly path: string;
  /** The plain values on the way there, by path, without the DID. */
  readonly fields: ReadonlyMap<string, Json>;
}

function hasSign(place: Place, { path, field, value }: CurrentSign): boolean {
  return place.path === path && (field === undefined || place.fields.get(field) === value);
}

/** In a text that lists several DIDs, only the part up to the next of these others belongs to a DID. */
function placesOf(state: Json, did: string, others: readonly string[] = []): Place[] {
  const without = (text: string) => ownPart(text, did, others).replaceAll(did, '*');
  const placeAt = (path: string, around: readonly Around[]): Place => ({
    path,
    fields: new Map(around.flatMap((one) => plainFields(one.value, one.path, without))),
  });
  // Fields are collected only where the DID is: a state may have many others.
  const walk = (value: Json, path: string, around: readonly Around[]): Place[] => {
    if (Array.isArray(value)) return value.flatMap((inner) => walk(inner, `${path}[]`, around));
    const here = [...around, { path, value }];
    if (!isRecord(value)) return String(value).includes(did) ? [placeAt(path, here)] : [];
    return Object.entries(value as Readonly<Record<string, Json>>).flatMap(([key, inner]) => {
      const at = `${path}.${without(key)}`;
      const own = key.includes(did) ? [placeAt(at, [...here, { path: at, value: inner }])] : [];
      return [...own, ...walk(inner, at, here)];
    });
  };
  return walk(state, '', []);
}

/** An object or a plain value on the way to a DID. */
interface Around {
  readonly path: string;
  readonly value: Json;
}

function ownPart(text: string, did: string, others: readonly string[]): string {
  if (!text.includes(did) || !others.some((other) => text.includes(other))) return text;
  const own = text.slice(text.indexOf(did));
  const ends = others.map((other) => own.indexOf(other)).filter((end) => end >= 0);
  return own.slice(0, Math.min(own.length, ...ends));
}

/** The values in an object and in the objects directly inside it. */
function plainFields(
  value: Json,
  path: string,
  without: (text: string) => string,
  levels = 2,
): [string, Json][] {
  if (isRecord(value))
    return levels === 0
      ? []
      : Object.entries(value).flatMap(([key, inner]) =>
          plainFields(inner as Json, `${path}.${without(key)}`, without, levels - 1),
        );
  if (Array.isArray(value)) return [];
  return [[path, typeof value === 'string' ? without(value) : value]];
}
