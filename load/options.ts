import type { Profile } from '../simulator/profile.ts';
import type { Settings } from '../simulator/sender/settings.ts';
import type { ConnectionOptions } from '../simulator/wire/connection.ts';
import type { Header, Webhook } from '../simulator/wire/request.ts';
import type { LoadPlan, Slice } from './plan.ts';
import type { Fate, LoadTick } from './result.ts';
import type { Traffic, TrafficKind } from './workload/traffic.ts';

/** What is sent, when and how: plain data without a secret, which may travel to another machine. */
export interface LoadOptions {
  readonly plan: LoadPlan;
  /** The part of the plan that is sent here; default all of it. */
  readonly slice?: Slice;
  readonly traffic: Traffic;
  readonly settings: Settings;
  readonly profile: Profile;
  /** At most so many connections are open at once: what is due while all are busy waits, and its lag says so. */
  readonly connections: number;
  /** `fresh` opens one for each attempt, as older Yeastar senders do; default: the profile's. */
  readonly reuse?: Profile['connections'];
  /**
   * `each` makes and signs every message when it is due. `once` makes and signs a set of them before the start and sends these in turn:
   * it costs the tool less, and most messages are repetitions. Default `each`.
   */
  readonly sign?: 'each' | 'once';
  /** How many messages `once` makes; default 1000. */
  readonly signedBeforehand?: number;
  /** Whether what was not acknowledged is sent again as the settings say; default true. Forgeries never are. */
  readonly retries?: boolean;
  /** How long what is under way, waits or is late may still take after the last message was due (ms); default: what the settings' attempts and gaps take at most. */
  readonly drainMs?: number;
  /** The moment from which due times count (ms since 1970, this machine's clock); default now. It may have passed: then the tool is late. */
  readonly startAt?: number;
  /**
   * Whether a fast load begins with half a second that stays within this process, and with its connections open, so that no message is
   * late only because it is the first; default false.
   */
  readonly warmsUp?: boolean;
  /** How often `onTick` is told (ms); default 1000. */
  readonly tickMs?: number;
}

/** Where to, and with what secret: stays on the machine. */
export interface LoadTarget {
  readonly webhook: Webhook;
  /** More headers, for a proxy in front of the receiver. */
  readonly headers?: readonly Header[];
  readonly connection: ConnectionOptions;
}

/** What became of one message. */
export interface LoadDecision {
  /** Which message of the plan. */
  readonly index: number;
  readonly kind: TrafficKind;
  readonly fate: Fate;
}

/** How a run is watched and ended. What is called throws nothing and returns soon: it runs in between two messages. */
export interface LoadHooks {
  readonly onTick?: (tick: LoadTick) => void;
  /** Told once for each message that was sent. */
  readonly onDecided?: (decision: LoadDecision) => void;
  /** Ends the run at once: what is under way is cut, what was not sent is counted. */
  readonly signal?: AbortSignal;
}
