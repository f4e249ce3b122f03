import { isSame } from '../../observation/index.ts';
import {
  currentReport,
  laterTime,
  noteTime,
  pollerFor,
  type RunState,
  type SendProbe,
  stateSeen,
} from '../../runner/index.ts';
import { capacityReport } from '../../simulator/index.ts';
import type { SharedClock } from '../facts.ts';

/** Later than every other report of the check (seconds), each used once. */
const seconds = { one: 20, older: 10, olderAgain: 12, newer: 25, list: 30, capacity: 35, last: 40 } as const;

/**
 * Sends DID changes whose times differ, and looks for their effects: first about different PBXs, then about one PBX with a capacity change.
 * Undefined if none is dropped because of the time of another report.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function probeSharedClock(
  run: RunState,
  send: SendProbe,
  signal: AbortSignal,
): Promise<SharedClock | undefined> {
  const start = laterTime(run);
  noteTime(run, start + seconds.last);
  const poller = pollerFor(run, signal);
  const { serial } = run.identities;
  const [one, older, olderAgain, newer] = [serial(), serial(), serial(), serial()];
  const shows = async (sn: string, at: number) => {
    const before = stateSeen(await poller.observe(sn));
    const { isAcknowledged } = await send([{ ...currentReport(run, sn), updateTime: start + at }]);
    return isAcknowledged && !isSame(before, stateSeen(await poller.changed(sn, before)));
  };
  if (!(await shows(one, seconds.one))) return undefined;
  if (!(await shows(older, seconds.older)))
    return (await shows(newer, seconds.newer)) && !(await shows(olderAgain, seconds.olderAgain))
      ? 'all-pbxs'
      : undefined;
  const capacity = capacityReport({ sn: one, updateTime: start + seconds.capacity });
  if (!(await send([capacity])).isAcknowledged) return undefined;
  return !(await shows(one, seconds.list)) && (await shows(one, seconds.last)) ? 'both-kinds' : undefined;
}
