import type { RunState } from '../context/run-state.ts';
import { isNamedOfArrivals } from './bookkeeping.ts';
import { valueAt } from './difference.ts';
import { isSame, type Json } from './json.ts';
import type { SeenReport } from './learning/learned.ts';
import { pollerFor, stateSeen } from './run-poller.ts';
import { changedPlaces, withoutPlaces } from './shared-places.ts';

/**
 * Finds values that have changed although their PBXs got no messages, and ignores them from now on: they are the same for a PBX that never
 * got one and for one that got some earlier, such as the number of rejected messages. Returns whether there are new ones. Call it while
 * nothing is sent.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function ignoreSharedPlaces(run: RunState, signal: AbortSignal): Promise<boolean> {
  const { learned, observer, seen } = run;
  if (!learned || learned.problem || !observer?.isPerPbx) return false;
  const poller = pollerFor(run, signal);
  const look = async (sn: string) => stateSeen(await poller.observe(sn));
  const untouched = await look(learned.untouched.sn);
  const places = changedPlaces(withoutPlaces(learned.untouched.state, seen.ignored), untouched) ?? [];
  if (places.length === 0) {
    const counts = await countsOfKnown(learned.early, seen.ignored, look);
    for (const place of counts) seen.ignored.add(place);
    return counts.length > 0;
  }
  let now = untouched;
  for (let n = 0; n < looks; n += 1) {
    const resting = await look(learned.resting.sn);
    for (const place of places) if (isShared(place, now, resting)) seen.ignored.add(place);
    if (places.every((place) => seen.ignored.has(place))) break;
    now = await look(learned.untouched.sn);
  }
  return places.some((place) => seen.ignored.has(place));
}

/** A clock may advance between two looks. */
const looks = 3;

/**
 * If only known PBXs have a state, two of them must show the same new number. Only names such as `received` count: an update of all PBXs at
 * once by mistake leads to equal values too.
 */
async function countsOfKnown(
  [one, other]: readonly SeenReport[],
  ignored: ReadonlySet<string>,
  look: (sn: string) => Promise<Json>,
): Promise<readonly string[]> {
  if (!one || !other) return [];
  const before = withoutPlaces(one.state, ignored);
  const now = await look(one.sn);
  const counts = (changedPlaces(before, now) ?? []).filter((place) => {
    const values = [valueAt(before, place), valueAt(now, place)];
    return isNamedOfArrivals(place) && values.every(Number.isInteger);
  });
  if (counts.length === 0) return [];
  const otherNow = await look(other.sn);
  return counts.filter((place) => isShared(place, now, otherNow));
}

function isShared(place: string, untouched: Json, resting: Json): boolean {
  const value = valueAt(untouched, place) ?? null;
  return typeof value !== 'object' && isSame(value, valueAt(resting, place) ?? null);
}
