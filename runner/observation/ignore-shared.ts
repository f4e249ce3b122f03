import type { RunState } from '../context/run-state.ts';
import { valueAt } from './difference.ts';
import { isSame, type Json } from './json.ts';
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
  if (places.length === 0) return false;
  const resting = await look(learned.resting.sn);
  const isShared = (place: string) => {
    const value = valueAt(untouched, place);
    return isScalar(value) && isSame(value, valueAt(resting, place) ?? null);
  };
  const shared = places.filter(isShared);
  for (const place of shared) seen.ignored.add(place);
  return shared.length > 0;
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}
