import { act, emptyFleet, type Fleet, type FleetAction } from '../fleet/index.ts';
import { unixSeconds } from '../unix-seconds.ts';
import { type PushedDelivery, type PushOptions, Sender, type SenderOptions } from './sender.ts';

/** What a YCM is made of, and how it sends. All that is not given has a default. */
export interface YcmOptions extends SenderOptions {
  /** What is there at the beginning; default nothing. */
  readonly fleet?: Fleet;
  /** The clock that `updateTime` tells, in seconds since 1970; default the machine's. */
  readonly now?: () => number;
}

/** When an administrator does something, and how its messages are pushed. */
export interface ActOptions extends PushOptions {
  /** When it happens, in seconds since 1970; default now. */
  readonly updateTime?: number;
}

/** A small YCM: a fleet of Cloud PBXs, and the webhooks that learn what an administrator does with them. */
export class Ycm extends Sender {
  readonly #now: () => number;
  #fleet: Fleet;

  /**
   * @param options What it is made of, and how it sends.
   * @throws HookswitchError as the constructor of `Sender` does.
   */
  constructor({ fleet = emptyFleet, now = unixSeconds, ...options }: YcmOptions = {}) {
    super(options);
    this.#fleet = fleet;
    this.#now = now;
  }

  /** The fleet now: a value, which later actions leave as it is. */
  get fleet(): Fleet {
    return this.#fleet;
  }

  /**
   * Does what an administrator does, and pushes the messages that YCM would.
   *
   * @param action What he does.
   * @param options When, and how the messages are pushed.
   * @throws HookswitchError `bad-action` when the fleet has no such PBX, DID or trunk; then nothing is changed or sent.
   */
  async act(action: FleetAction, options: ActOptions = {}): Promise<readonly PushedDelivery[]> {
    const { updateTime = this.#now(), ...push } = options;
    const step = act(this.#fleet, action, { ...this.profile, updateTime });
    this.#fleet = step.fleet;
    return this.pushAll(step.messages, push);
  }
}
