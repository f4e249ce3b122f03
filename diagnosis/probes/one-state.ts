import { isSame } from '../../observation/index.ts';
import { pollerFor, type RunState, stateSeen } from '../../runner/index.ts';

/**
 * Whether a PBX whose serial number begins differently shows the same as one that no report was about. All serial numbers of a check begin
 * alike, so a receiver that cuts them shows one state for these only.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function probeOneState(run: RunState, signal: AbortSignal): Promise<boolean> {
  const poller = pollerFor(run, signal);
  const sn = run.identities.serial();
  const other = [...sn].reverse().join('');
  const [state, otherState] = [stateSeen(await poller.observe(sn)), stateSeen(await poller.observe(other))];
  return state !== null && isSame(state, otherState);
}
