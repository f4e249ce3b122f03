import { type Declared, IgnoredPlaces, type Instability } from '../../observation/index.ts';
import type { SeenOfApp } from '../../receiver/index.ts';
import type { DownstreamControl } from '../downstream/downstream-control.ts';
import { AcknowledgedLog, type StoppedWorker } from './acknowledged-log.ts';

type DownstreamSeen = DownstreamControl['seen'];

/** What a run has seen so far. */
export interface SeenInRun extends DownstreamSeen, SeenOfApp {
  /** How many genuine messages of rules were acknowledged. */
  acknowledged: number;
  /** An effect showed in time before the rules started, so a later delay is a backlog. */
  showsEffects: boolean;
  /** The receiver closes the connection on every forged message. Undefined until it closed one. */
  closesOnForgery?: Promise<boolean>;
  /** What is left out of the observed states. */
  readonly ignored: IgnoredPlaces;
  /** The longest pause between two changes of a state that one message caused (ms). */
  pauseMs?: number;
  /** The test message is acknowledged, and no report is. */
  acceptsTestOnly: boolean;
  /** A DID change was acknowledged before the rules started. */
  acceptsDids: boolean;
  /** How the observed state changes without messages. */
  observerInstability?: Instability | undefined;
  /** How often and how long the check observed the receiver's state, and how long observations waited for each other (ms). */
  readonly looks: { count: number; totalMs: number; waitedMs: number };
  /** How many messages showed an effect before the rules started, and how long after their acks (ms). */
  readonly effects: { count: number; totalMs: number };
  /** The longest time from an ack to its effect while the receiver had a backlog (ms). */
  behindMs?: number;
  /** The newest updateTime of the check if it was later than the moment it was sent (seconds since 1970). */
  newestTime?: number;
  /** The PBXs of acknowledged reports, in order, and when each was acknowledged, of `performance.now()`. */
  readonly reported: Map<string, number>;
  readonly log: AcknowledgedLog;
  /** The first of them without an effect when a message had none for long, and when that was, of `performance.now()`. */
  backlog?: { readonly from: number; readonly at: number };
  /** The message that stops it from applying others. */
  stoppedWorker?: StoppedWorker | undefined;
  /** Why nobody listens anymore: a rule killed the receiver, and it didn't start again. */
  gone: string | undefined;
}

export function nothingSeen(declared?: Declared): SeenInRun {
  return {
    acknowledged: 0,
    showsEffects: false,
    ignored: new IgnoredPlaces(declared),
    reported: new Map(),
    log: new AcknowledgedLog(),
    acceptsTestOnly: false,
    acceptsDids: false,
    looks: { count: 0, totalMs: 0, waitedMs: 0 },
    effects: { count: 0, totalMs: 0 },
    gone: undefined,
  };
}
