import type { RunState } from '../context/run-state.ts';
import { isNamedOfTheLook, isOfTheLook } from './bookkeeping.ts';
import { describeChanges, differences, pathTo, valueAt } from './difference.ts';
import { isSame, type Json } from './json.ts';
import type { Resting } from './learning/learned.ts';
import type { Moves } from './observer.ts';
import { pollerFor, stateSeen } from './run-poller.ts';
import { changedPlaces } from './shared-places.ts';

/** A clock in seconds has advanced by then (ms). */
const movesWithinMs = 1200;
/** How many states to look at until one comes back. */
const maxStates = 10;
/** Several instances may share the work, and the first looks may reach the same one. */
const looks = 3;

/** What moves: the places of values that are only about the look, if nothing else changes. */
interface Movement extends Moves {
  readonly places?: readonly string[];
}

/**
 * How the state of an untouched PBX changes while nothing is sent. With an observer that shows the time or counts its requests, every rule
 * would blame the receiver. One change may be late work of the receiver, two can't be. Undefined if nothing changes.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function movesByItself(
  run: RunState,
  { sn, state }: Resting,
  signal: AbortSignal,
): Promise<Movement | undefined> {
  const poller = pollerFor(run, signal);
  const next = async (before: Json) =>
    stateSeen(await poller.changed(sn, before, poller.endsAfter(movesWithinMs)));
  let now = state;
  for (let n = 0; n < looks && isSame(now, state); n += 1) now = stateSeen(await poller.observe(sn));
  if (isSame(now, state)) return undefined;
  const once = await next(now);
  if (isSame(once, now)) return undefined;
  const twice = await next(once);
  if (isSame(twice, once)) return undefined;
  const how = describeChanges(differences(once, twice));
  const states = [state, now, once];
  let last = twice;
  let comesBack = false;
  while (!comesBack && states.length < maxStates && !isSame(last, states.at(-1) ?? null)) {
    comesBack = states.some((earlier) => isSame(earlier, last));
    states.push(last);
    if (!comesBack) last = await next(last);
  }
  const places = placesOfTheLook(comesBack ? states : [once, twice]);
  return {
    how,
    comesBack: comesBack && !places,
    ...(places && {
      places: [...new Set([...places, ...places.flatMap((place) => besideOf(place, twice))])],
    }),
  };
}

/** The places that differ between these states, in turn. Undefined if one may be about the PBX. */
function placesOfTheLook(states: readonly Json[]): readonly string[] | undefined {
  const places = new Set<string>();
  for (const [n, after] of states.slice(1).entries()) {
    const before = states[n] ?? null;
    const changed = changedPlaces(before, after);
    const isOfIt = (place: string) => isOfTheLook(place, valueAt(before, place), valueAt(after, place));
    if (!changed?.every(isOfIt)) return undefined;
    for (const place of changed) places.add(place);
  }
  return places.size > 0 ? [...places] : undefined;
}

/** Values in the same object whose names say that they are about the look too, even if they haven't changed yet. */
function besideOf(place: string, state: Json): readonly string[] {
  const parent = place.includes('.') ? place.replace(/\.[^.]*$/s, '') : '';
  return Object.keys(valueAt(state, parent) ?? {})
    .map((key) => pathTo(parent, key))
    .filter(isNamedOfTheLook);
}
