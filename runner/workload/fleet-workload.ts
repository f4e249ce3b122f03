import { Administrator, type FleetMessage, type WorkloadStep } from '../../simulator/index.ts';
import { actionsOf } from './actions.ts';
import type { Intent } from './intent.ts';
import { trunkCount, type WorkloadSetup } from './setup.ts';

/** The workload of a fleet, starting without PBXs. Every action is valid when it happens. */
export interface FleetWorkload {
  /** The actions in order, at least a second apart, each with its messages. */
  readonly steps: readonly WorkloadStep[];
  /** The messages of all steps in order. */
  readonly messages: readonly FleetMessage[];
}

/** Performs intents and returns their steps. Two reports of one kind never share PBX and second. */
export function carryOut(setup: WorkloadSetup, intents: readonly Intent[]): readonly WorkloadStep[][] {
  const generations = Array.from({ length: trunkCount }, () => 0);
  const administrator = new Administrator(setup.profile);
  let updateTime = setup.startTime;
  return intents.map((intent) => {
    return actionsOf(intent, { setup, fleet: administrator.fleet, generations }).map((action) => {
      if (action.action === 'delete-trunk') generations[intent.trunk] = (generations[intent.trunk] ?? 0) + 1;
      const step = administrator.do(action, updateTime);
      updateTime += intent.secondsLater;
      return step;
    });
  });
}

export function asWorkload(steps: readonly WorkloadStep[]): FleetWorkload {
  return { steps, messages: steps.flatMap(({ messages }) => messages) };
}
