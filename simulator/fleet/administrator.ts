import { act } from './act.ts';
import type { FleetAction } from './action.ts';
import { emptyFleet, type Fleet } from './fleet.ts';
import type { FleetMessage, FleetProfile } from './reports.ts';

/** An administrator's action, and the messages that YCM pushes for it. */
export interface WorkloadStep {
  /** The action. */
  readonly action: FleetAction;
  /** When it happens on the YCM's clock (seconds since 1970). */
  readonly updateTime: number;
  /** The messages, each an array of reports. Some actions push none. */
  readonly messages: readonly FleetMessage[];
}

/** Performs actions on a fleet, one after the other. By default, it starts without PBXs. */
export class Administrator {
  readonly #profile: FleetProfile;
  #fleet: Fleet;

  constructor(profile: FleetProfile, fleet = emptyFleet) {
    this.#profile = profile;
    this.#fleet = fleet;
  }

  get fleet(): Fleet {
    return this.#fleet;
  }

  /** @throws HookswitchError `bad-action` if it is impossible. The fleet is then unchanged. */
  do(action: FleetAction, updateTime: number): WorkloadStep {
    const { fleet, messages } = act(this.#fleet, action, { ...this.#profile, updateTime });
    this.#fleet = fleet;
    return { action, updateTime, messages };
  }
}
