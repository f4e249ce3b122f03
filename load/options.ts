import type { Profile } from '../simulator/profile.ts';
import type { Settings } from '../simulator/sender/settings.ts';
import type { ConnectionOptions } from '../simulator/wire/connection.ts';
import type { Header, Webhook } from '../simulator/wire/request.ts';
import type { LoadPlan, Slice } from './plan.ts';
import type { DeliveryResult, LoadTick } from './result.ts';
import type { Traffic, TrafficKind } from './workload/traffic.ts';

/** What to send, when and how: plain data without secrets, which can be sent to another machine. */
export interface LoadOptions {
  readonly plan: LoadPlan;
  /** The part of the plan to send. Default: all of it. */
  readonly slice?: Slice;
  readonly traffic: Traffic;
  readonly settings: Settings;
  readonly profile: Profile;
  /** The maximum number of open connections. If all are busy, due messages wait, which shows in their lag. */
  readonly connections: number;
  /** `fresh` opens a connection for each attempt, as older Yeastar senders do. Default: as in the profile. */
  readonly reuse?: Profile['connections'];
  /**
   * `each` creates and signs every message when it is due. `once` creates and signs 1000 before the start and sends them repeatedly: this
   * is cheaper, but most messages are duplicates. Default `each`.
   */
  readonly sign?: 'each' | 'once';
  /**
   * How much time is left after the last message was due, for attempts that are in flight, waiting or late (ms). Default: the maximum for
   * the settings' attempts and gaps.
   */
  readonly drainMs?: number;
  /**
   * Whether a fast load first warms up within this process for half a second and opens its connections, so that the first messages aren't
   * late; default false.
   */
  readonly warmsUp?: boolean;
  /** The interval of `onTick` (ms); default 1000. */
  readonly tickMs?: number;
}

/** The target and its secret, which stay on this machine. */
export interface LoadTarget {
  readonly webhook: Webhook;
  /** Extra headers, for a proxy in front of the receiver. */
  readonly headers?: readonly Header[];
  readonly connection: ConnectionOptions;
}

/** The result of one message. */
export interface LoadDecision {
  /** The index of the message in the plan. */
  readonly index: number;
  readonly kind: TrafficKind;
  readonly result: DeliveryResult;
}

/** Callbacks to watch and stop a run. They must not throw, and must return quickly: they run between messages. */
export interface LoadHooks {
  readonly onTick?: (tick: LoadTick) => void;
  /** Called once for each message that was sent. */
  readonly onDecided?: (decision: LoadDecision) => void;
  /** Stops the run at once: attempts in flight are aborted, unsent messages are counted. */
  readonly signal?: AbortSignal;
}
