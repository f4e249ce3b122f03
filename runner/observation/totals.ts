import { currentReport } from '../context/current-report.ts';
import type { RunState } from '../context/run-state.ts';
import { valueAt } from './difference.ts';
import { sendBeside } from './fence.ts';
import { pollerFor, stateSeen } from './run-poller.ts';
import { isShared } from './shared-places.ts';

/** More than a receiver counts in a check. Times and ids are greater. */
const maxTotal = 1e7;

/** A number may change between the looks at two PBXs. */
const looks = 3;

/** So that a receiver that shows the number of DIDs of the last report for all PBXs isn't mistaken for one that counts. */
const didCount = 3;

/**
 * Which of these numbers of a known PBX count something of all PBXs, such as how many are known: a new PBX has the same ones. A number of its
 * own would begin anew, even if each message changes it for all PBXs by mistake.
 *
 * @throws CannotTell if the new PBX can't be created or seen.
 */
export async function totalsIn(
  run: RunState,
  known: string,
  places: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (places.length === 0) return [];
  const poller = pollerFor(run, signal);
  const look = async (sn: string) => stateSeen(await poller.observe(sn));
  const [sn, dids] = [run.identities.serial(), run.identities.dids(didCount)];
  const message = [currentReport(run, sn, dids)];
  const sent = new Set(dids.flatMap((info) => Object.values(info)));
  const before = await look(sn);
  await sendBeside(run, message, 'a genuine message about a new PBX, to see which numbers it shares', signal);
  await poller.changed(sn, before, poller.endsAfter(run.settleMs));

  const totals = new Set<string>();
  for (let n = 0; n < looks && totals.size < places.length; n += 1) {
    const [one, other] = [await look(known), await look(sn)];
    for (const place of places) {
      const value = valueAt(one, place) ?? null;
      const isTotal = Number(value) < maxTotal && value !== didCount && !sent.has(String(value));
      if (isTotal && isShared(place, one, other)) totals.add(place);
    }
  }
  return [...totals];
}
