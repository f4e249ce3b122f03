import {
  changedPlaces,
  describeChanges,
  differences,
  type Instability,
  isIn,
  isSame,
  type Json,
  type Resting,
} from '../../observation/index.ts';
import type { RunState } from '../context/run-state.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

/** A clock in seconds has advanced by then (ms). */
const changesWithinMs = 1200;
/** How many states to observe until one comes back. */
const maxStates = 10;
/** Several instances may share the work, and the first observations may reach the same one. */
const looks = 3;

/** How a PBX changes while nothing is sent. */
interface ChangesAtRest extends Instability {
  /** Whose values change; undefined if that isn't all that changes. */
  readonly places: readonly string[] | undefined;
}

/**
 * How the state of a PBX changes while nothing is sent, such as a clock or a count of observations. A single change may be late work of the
 * receiver, but two can't be. Undefined if nothing changes.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function changesAtRest(
  run: RunState,
  { sn, state }: Pick<Resting, 'sn' | 'state'>,
  signal: AbortSignal,
): Promise<ChangesAtRest | undefined> {
  const poller = pollerFor(run, signal);
  const next = async (before: Json) =>
    stateSeen(await poller.changed(sn, before, poller.endsAfter(changesWithinMs)));
  let now = state;
  for (let n = 0; n < looks && isSame(now, state); n += 1) now = stateSeen(await poller.observe(sn));
  if (isSame(now, state)) return undefined;
  const once = await next(now);
  if (isSame(once, now)) return undefined;
  const twice = await next(once);
  if (isSame(twice, once)) return undefined;
  const states = [state, now, once, twice];
  const isBack = () => states.slice(0, -1).some((earlier) => isSame(earlier, states.at(-1) ?? null));
  while (!isBack() && states.length < maxStates) states.push(await next(states.at(-1) ?? null));
  return {
    how: describeChanges(differences(once, twice)),
    comesBack: isBack() && !isSame(states.at(-1) ?? null, states.at(-2) ?? null),
    // Messages about others may have changed something before now.
    places: placesChangedIn(states.slice(1)),
  };
}

/** The places whose values differ between these states, in turn. Undefined if a whole state differs, or a name appears or is gone. */
function placesChangedIn(states: readonly Json[]): readonly string[] | undefined {
  const changes = states.slice(1).map((after, n) => changedPlaces(states[n] ?? null, after));
  const places = new Set(changes.flatMap((some) => some ?? []));
  const areValues = [...places].every((place) => states.every((state) => isIn(state, place)));
  return changes.includes(undefined) || places.size === 0 || !areValues ? undefined : [...places];
}
