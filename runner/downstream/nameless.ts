import type { Downstream } from '../../observation/index.ts';
import { runTagOf } from '../context/identity.ts';
import type { RunState } from '../context/run-state.ts';

/** Whether there are calls, and none contains this part of every serial number of a run. */
export function isNameless(downstream: Downstream, runTag: string): boolean {
  return downstream.size > 0 && downstream.calls(runTag).length === 0;
}

/** Whether a run observes calls, none of which says which PBX it is about. */
export function observesNamelessCalls({
  observation: { observer, downstream },
  identities,
}: RunState): boolean {
  if (observer?.option !== 'downstreamPort' || !downstream) return false;
  return isNameless(downstream, runTagOf(identities.serial()));
}
