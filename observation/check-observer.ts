import { HookswitchError, systemClock } from '../simulator/index.ts';
import { flagOf } from '../text/words/flags.ts';
import { changedPlaces } from './changed-places.ts';
import { describeChanges, differences } from './difference.ts';
import { isSame, type Json } from './json.ts';
import { noState, type Observer, type Seen } from './observer.ts';

/** Long enough for a millisecond clock to advance (ms). */
const betweenObservationsMs = 20;

/** How two observations of a PBX that got no messages differ. */
export interface Differing {
  readonly how: string;
  /** What differs, such as the time of the observation; undefined if the whole state differs. */
  readonly places: readonly string[] | undefined;
}

/**
 * Observes an unknown PBX twice. If the states differ, the observer would show changes everywhere.
 *
 * @throws HookswitchError `observer-unreachable`.
 */
export async function checkObserver(
  observer: Observer,
  sn: string,
  signal: AbortSignal,
): Promise<Differing | undefined> {
  const first = await observer.observe(sn, signal);
  await systemClock.sleep(betweenObservationsMs, signal);
  const second = await observer.observe(sn, signal);
  if (signal.aborted) return undefined;
  const [before, after] = [given(first, observer), given(second, observer)];
  if (isSame(before, after)) return undefined;
  return {
    how: `for a PBX that got no messages, ${describeChanges(differences(before, after))}`,
    places: changedPlaces(before, after),
  };
}

function given(seen: Seen, observer: Observer): Json {
  if (seen.kind === 'state') return seen.state;
  const hangs = seen === noState.late ? '. If it responded earlier, your receiver may hang: restart it' : '';
  const said = `${seen.reason}; check ${flagOf(observer.option)}${hangs}`;
  throw new HookswitchError('observer-unreachable', said);
}
