import type { Sequence } from '../../schemas/generated/types.ts';
import type {
  ConnectionOptions,
  Connector,
  Header,
  Profile,
  Settings,
  Webhook,
} from '../../simulator/index.ts';
import type { OptionWords } from '../../text/option-words.ts';
import type { Pace } from '../budget.ts';
import type { CrashGuard } from '../diagnosis/crashes.ts';
import type { KeptAttempts } from '../diagnosis/kept-attempts.ts';
import type { Downstream } from '../downstream/downstream.ts';
import type { InFlight } from '../in-flight.ts';
import type { Learned } from '../observation/learning/learned.ts';
import type { Observer } from '../observation/observer.ts';
import type { RateGuard } from '../rate/rate-guard.ts';
import type { ReceiverProcess } from '../receiver/receiver-life.ts';
import type { Identities } from './identity.ts';

/** What all rules of a run share. */
export interface RunState {
  readonly webhook: Webhook;
  readonly settings: Settings;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: ConnectionOptions;
  readonly connector: Connector;
  readonly observer: Observer | undefined;
  /** What the observer shows; undefined when nothing could be learned. */
  readonly learned?: Learned | undefined;
  /** The webhook's previous secret. */
  readonly retiredSecret: string | undefined;
  /** How the front end names options. */
  readonly words: OptionWords;
  /** Whether rules may take their time. */
  readonly isThorough: boolean;
  /** Whether the receiver may run in this process: what holds the process up is then the receiver's doing as well. */
  readonly sharesProcess?: boolean;
  /** The service behind the receiver, when the run plays it. */
  readonly downstream: Downstream | undefined;
  /** What kills and starts the receiver, when that can be done. */
  readonly process: ReceiverProcess | undefined;
  /** How long a receiver that was killed may take to come back (ms). */
  readonly comeBackMs: number;
  readonly seed: number;
  /** Cases of a property. */
  readonly runs: number;
  /** False where it is to be seen only whether a rule fails: a failing case is then not made smaller. */
  readonly shrinks?: boolean;
  /** The sequence to try instead of drawn ones. */
  readonly sequence?: Sequence | undefined;
  /** How long an effect may come after the ack (ms). */
  readonly settleMs: number;
  readonly identities: Identities;
  /** Bounds the requests that are under way at once, and in a second. */
  readonly inFlight: InFlight;
  /** What slows the check down when the receiver limits its rate. */
  readonly rate: RateGuard;
  /** How much the receiver takes. */
  readonly pace: Pace;
  /** What starts the receiver again when it crashes. */
  readonly crashes: CrashGuard;
  /** What was refused or failed, to try it again. */
  readonly attempts: KeptAttempts;
  /** What the run has seen so far. */
  readonly seen: {
    hasAcknowledged: boolean;
    /** The effect of a message showed within the settling time, before the rules began: a later delay is a backlog. */
    showsEffects: boolean;
    /** The test message is acknowledged, and no report is. */
    acceptsTestOnly: boolean;
    /** Whether it was looked for what changes by itself. */
    hasLookedAtRest?: boolean;
    /** What the observer shows changes by itself: how. */
    observerMoves?: string;
    /** Why nobody listens any more: a rule killed the receiver, and it did not come back. */
    gone: string | undefined;
  };
}
