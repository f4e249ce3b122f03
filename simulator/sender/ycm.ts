import { Administrator, type Fleet, type FleetAction } from '../fleet/index.ts';
import { unixSeconds } from '../unix-seconds.ts';
import type { PushedDelivery, PushOptions, SenderOptions } from './options.ts';
import { Sender } from './sender.ts';

/** The options of a YCM. Everything has a default. */
export interface YcmOptions extends SenderOptions {
  /** The initial fleet; default empty. */
  readonly fleet?: Fleet;
  /** The clock for `updateTime`, in seconds since 1970; default the system clock. */
  readonly now?: () => number;
}

/** When an action happens, and how its messages are pushed. */
export interface ActOptions extends PushOptions {
  /** When it happens, in seconds since 1970; default now. */
  readonly updateTime?: number;
}

/** A simulated YCM: a fleet of Cloud PBXs, and webhooks that get a message for each change. */
export class Ycm extends Sender {
  readonly #now: () => number;
  readonly #administrator: Administrator;

  /**
   * @param options The fleet, the webhooks and how to send.
   * @throws HookswitchError as for the constructor of `Sender`.
   */
  constructor({ fleet, now = unixSeconds, ...options }: YcmOptions = {}) {
    super(options);
    this.#administrator = new Administrator(this.profile, fleet);
    this.#now = now;
  }

  /** The current fleet, as an immutable value. */
  get fleet(): Fleet {
    return this.#administrator.fleet;
  }

  /**
   * Performs an administrator's action, and pushes the messages that YCM would send.
   *
   * @param action The action.
   * @param options When it happens, and how to push the messages.
   * @throws HookswitchError `bad-action` when the action is impossible, as for the function `act`; in that case, nothing is changed or
   * sent. Also throws what `push` throws.
   */
  async act(action: FleetAction, options: ActOptions = {}): Promise<readonly PushedDelivery[]> {
    const { updateTime = this.#now(), ...push } = options;
    return this.pushAll(this.#administrator.do(action, updateTime).messages, push);
  }
}
