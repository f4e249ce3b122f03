import { isSame, type Json, withoutNames } from '../../observation/index.ts';
import type { RunState } from '../context/run-state.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

/**
 * The state of a PBX whose report seemed to have no effect, once it differs from that of a PBX without reports: the effect came later than
 * the check waits. Undefined if there is none.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function lateEffect(run: RunState, signal: AbortSignal): Promise<Json | undefined> {
  const { learned } = run.observation;
  if (learned?.problem !== 'no-effect' || learned.appliesOnly) return undefined;
  const poller = pollerFor(run, signal);
  const look = async (sn: string) => withoutNames(stateSeen(await poller.observe(sn)), [sn]);
  const [reported, untouched] = [await look(learned.resting.sn), await look(learned.untouched.sn)];
  return isSame(reported, untouched) ? undefined : reported;
}
