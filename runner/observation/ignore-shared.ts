import type { RunState } from '../context/run-state.ts';
import { isNamedOfArrivals } from './bookkeeping.ts';
import { countsLeftOut, objectOf } from './content-differences.ts';
import { differences, valueAt } from './difference.ts';
import type { Json } from './json.ts';
import type { SeenReport } from './learning/learned.ts';
import { pollerFor, stateSeen } from './run-poller.ts';
import { changedPlaces, isShared, withoutPlaces } from './shared-places.ts';
import { totalsIn } from './totals.ts';

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
    const counts = await countsOfKnown(run, learned.early, look, signal);
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
 * once by mistake leads to equal values too. Any other number must be the same for a PBX that is new.
 */
async function countsOfKnown(
  run: RunState,
  [one, other]: readonly SeenReport[],
  look: (sn: string) => Promise<Json>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (!one || !other) return [];
  const before = withoutPlaces(one.state, run.seen.ignored);
  const now = await look(one.sn);
  const numbers = (changedPlaces(before, now) ?? []).filter((place) =>
    [before, now].every((state) => Number.isInteger(valueAt(state, place))),
  );
  const found = differences(before, now);
  const isCount = (place: string) =>
    isNamedOfArrivals(place) || found.some((one) => one.path === place && countsLeftOut(found, one));
  const named = numbers.filter(isCount);
  const otherNow = named.length > 0 ? await look(other.sn) : null;
  // Counts of the PBX itself may be equal by chance, but a total beside them isn't.
  const isOwn = (place: string) =>
    named.some((count) => objectOf(count) === objectOf(place) && !isShared(count, now, otherNow));
  const counts = named.filter((place) => !isOwn(place));
  const others = numbers.filter((place) => !counts.includes(place));
  return [...counts, ...(await totalsIn(run, one.sn, others, signal).catch(() => []))];
}
