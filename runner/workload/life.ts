import { act, emptyFleet, type Fleet, type FleetAction, type FleetMessage } from '../../simulator/index.ts';
import { actionsOf } from './actions.ts';
import type { Intent } from './intent.ts';
import { trunkCount, type World } from './world.ts';

/** An action of an administrator, and what YCM pushes because of it. */
export interface LifeStep {
  /** What the administrator does. */
  readonly action: FleetAction;
  /** When (seconds since 1970), at least a second after the step before: two reports of one kind never share PBX and second. */
  readonly updateTime: number;
  /** What YCM pushes, each an array of reports; some actions push nothing. */
  readonly messages: readonly FleetMessage[];
}

/** A life of a fleet, from a YCM without PBXs: every action is possible when it happens. */
export interface FleetLife {
  /** The actions in order, with their messages. */
  readonly steps: readonly LifeStep[];
  /** The messages of all steps in order. */
  readonly messages: readonly FleetMessage[];
}

/** What becomes of intents, of each the steps that it led to. */
export function live(world: World, intents: readonly Intent[]): readonly LifeStep[][] {
  const generations = Array.from({ length: trunkCount }, () => 0);
  let fleet: Fleet = emptyFleet;
  let updateTime = world.startTime;
  return intents.map((intent) => {
    return actionsOf(intent, { world, fleet, generations }).map((action) => {
      if (action.kind === 'delete-trunk') generations[intent.trunk] = (generations[intent.trunk] ?? 0) + 1;
      const step = act(fleet, action, { ...world.profile, updateTime });
      fleet = step.fleet;
      const lived = { action, updateTime, messages: step.messages };
      updateTime += intent.secondsLater;
      return lived;
    });
  });
}

export function asLife(steps: readonly LifeStep[]): FleetLife {
  return { steps, messages: steps.flatMap(({ messages }) => messages) };
}
